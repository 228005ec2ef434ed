'use client';

import { Suspense, useMemo } from 'react';
import type { DashboardPanel } from '#lib/dashboards/schema.ts';
import { Skeleton } from '#lib/ui/skeleton.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns } from '../panel-kind.ts';
import { panelKindOf } from '../panel-kinds.ts';
import { PanelBoundary } from './panel-boundary.tsx';
import { toStored } from './panel-of.ts';

/** What a panel shows, without its frame. */
export function PanelBody({
  panel,
  runs,
  height,
  onSettings,
}: {
  panel: Pick<DashboardPanel, 'id' | 'kind' | 'settings'>;
  runs: PanelRuns;
  height: number;
  onSettings: (settings: DashboardPanel['settings']) => void;
}) {
  const kind = panelKindOf(panel.kind);
  const settings = useMemo(() => kind?.read(panel.settings), [kind, panel.settings]);
  if (!kind) return <p className="mut panel-note">{text.panels.panel.unknown(panel.kind)}</p>;
  return (
    <PanelBoundary>
      <Suspense fallback={<Skeleton lines={Math.max(1, Math.floor(height / 40))} />}>
        <kind.View
          id={panel.id}
          runs={runs}
          settings={settings}
          height={height}
          onSettings={(next) => onSettings(toStored(next))}
        />
      </Suspense>
    </PanelBoundary>
  );
}
