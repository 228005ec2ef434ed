import type { FailedRun } from '#lib/overview/schema.ts';

/** Runs of one experiment that failed with the same words, together; the newest first, groups by their newest. Pure. */
export function groupFailures(runs: readonly FailedRun[]): [FailedRun, ...FailedRun[]][] {
  const groups = new Map<string, [FailedRun, ...FailedRun[]]>();
  for (const run of runs) {
    const why = run.error?.message ?? run.reason;
    // What failed without a word may have failed for any reason.
    const name = why ? `${run.experiment?.id ?? run.kind} ${why}` : run.id;
    const group = groups.get(name);
    if (group) group.push(run);
    else groups.set(name, [run]);
  }
  return [...groups.values()];
}
