'use client';

import type { LoggedFile } from '#lib/artifacts/across-runs/schema.ts';
import { text } from '#lib/ui/text/text.ts';
import type { PanelRuns } from '../panel-kind.ts';

/** What could not be read, run by run, in words. */
export function Problems({ failed, runs }: { failed: readonly { file: LoggedFile; error: Error }[]; runs: PanelRuns }) {
  if (failed.length === 0) return null;
  return (
    <ul className="logged-problems small" role="alert">
      {failed.map(({ file, error }) => (
        <li key={file.runId}>
          {text.logged.problem(runs.shown.find((run) => run.id === file.runId)?.name ?? file.runId, error.message)}
        </li>
      ))}
    </ul>
  );
}
