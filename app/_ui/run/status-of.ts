import type { RunStatus } from '#lib/runs/schema.ts';
import { text } from '#lib/ui/text/text.ts';

/** Whether a run can still change. */
export function isActive(status: RunStatus): boolean {
  return status === 'queued' || status === 'running';
}

/** The state as it is drawn: a run whose client fell silent is no longer just running. */
export function shownStatus(run: { status: RunStatus; stalled: boolean }): RunStatus | 'stalled' {
  return run.stalled ? 'stalled' : run.status;
}

/** A state of a run or a job as its badge says it; one that no badge knows stays as it is. */
export function statusWord(status: string): string {
  const words: Record<string, string> = text.jobState;
  return words[status] ?? status;
}

/** Milliseconds from start to end; undefined while it runs or when it never started. */
export function tookMs(run: { startedAt: string | null; endedAt: string | null }): number | undefined {
  return run.startedAt && run.endedAt ? new Date(run.endedAt).getTime() - new Date(run.startedAt).getTime() : undefined;
}

/** Kinds of which metrics are expected; others have none to miss. */
export const measuringKinds: readonly string[] = ['train', 'evaluate', 'external'];
