import type { LoggedFile } from '#lib/artifacts/across-runs/schema.ts';

/** All steps of some files, rising. */
export function stepsOf(files: readonly LoggedFile[]): number[] {
  const steps = new Set<number>();
  for (const { step } of files) if (step !== null) steps.add(step);
  return [...steps].sort((a, b) => a - b);
}

/**
 * What each run shows at a step: its file of that step, or the last one before it, since runs log at steps of their own. A
 * file without a step is shown at every step. Files come by run, then by step.
 */
export function filesAt(files: readonly LoggedFile[], step: number): Map<string, LoggedFile> {
  const shown = new Map<string, LoggedFile>();
  for (const file of files) if (file.step === null || file.step <= step) shown.set(file.runId, file);
  return shown;
}
