'use client';

import { ErrorState } from '#lib/ui/error-state.tsx';
import { RunGrid, type RunGridProps } from '../run-grid.tsx';
import type { RunQuestion } from '../run-question.ts';
import { useTreeRows } from './use-tree-rows.ts';

/** Runs as a table in which those that are part of another one stand below it. */
export default function RunTree({
  question,
  asked,
  ...grid
}: RunGridProps & {
  question: RunQuestion;
  /** The columns that the server is asked for. */
  asked: readonly string[];
}) {
  const rows = useTreeRows({ question, columns: asked, set: grid.set, onChange: grid.onChange, plain: grid.rows });
  // What is wrong with the search is said where it was typed.
  const error = grid.rows.error ? null : rows.error;
  return (
    <>
      {error ? <ErrorState error={error} onRetry={rows.retry} /> : null}
      <RunGrid {...grid} rows={rows} />
    </>
  );
}
