'use client';

import type { PanelRuns } from '../panel-kind.ts';

/** A run by its colour and name: opens it, and highlights it everywhere while it is pointed at. */
export function RunMark({ run, runs }: { run: PanelRuns['shown'][number]; runs: PanelRuns }) {
  return (
    <button
      type="button"
      className="run-mark"
      title={run.name}
      onClick={() => runs.open(run.id)}
      onPointerEnter={() => runs.highlight?.(run.id)}
      onPointerLeave={() => runs.highlight?.(undefined)}
      onFocus={() => runs.highlight?.(run.id)}
      onBlur={() => runs.highlight?.(undefined)}
    >
      <i className="dot" style={{ background: run.color }} />
      <span className="clip">{run.name}</span>
    </button>
  );
}
