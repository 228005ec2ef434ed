'use client';

import type { ReactNode } from 'react';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns } from '../panel-kind.ts';
import type { Logged } from './use-logged.ts';
import './logged.css';

/** Stands in for a panel that has nothing to draw yet: no runs, nothing logged, on its way, failed. */
export function LoggedStates({
  runs,
  logged,
  lead,
  python,
  children,
}: {
  runs: PanelRuns;
  logged: Logged;
  /** What was not found, and how it is logged. */
  lead: string;
  python: string;
  children: (name: string) => ReactNode;
}) {
  if (runs.shown.length === 0) return <p className="logged-note mut">{text.logged.noRuns}</p>;
  if (logged.error)
    return (
      <div className="logged-note">
        <ErrorState error={logged.error} title={text.logged.failed} onRetry={logged.retry} />
      </div>
    );
  if (logged.name !== undefined) return children(logged.name);
  if (logged.loading)
    return (
      <div className="logged-note">
        <Skeleton lines={5} />
      </div>
    );
  return (
    <div className="logged-empty">
      <EmptyState title={text.logged.none(runs.shown.length)} commands={python}>
        {lead}
      </EmptyState>
    </div>
  );
}
