import { isRetryable } from './is-retryable.ts';
import { retryDelayMs } from './retry-delay-ms.ts';
import type { JobError } from './schema.ts';

/** How a child ended, as its worker saw it. */
export type ChildResult =
  | { type: 'succeeded' }
  | { type: 'failed'; error: JobError }
  /** The worker stopped in good order; the child did nothing wrong. */
  | { type: 'released'; workerName: string }
  | { type: 'canceled'; by: string };

/** The row that follows from it. */
export interface AttemptEnd {
  state: 'queued' | 'succeeded' | 'failed' | 'canceled';
  outcome: 'succeeded' | 'failed' | 'canceled' | 'released';
  failures: number;
  /** Time until the next attempt may start; 0: at once, in its old place. */
  delayMs: number;
  error: JobError | null;
  /** The run's status in words. */
  reason: string | null;
}

function seconds(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}

/** What becomes of a job when an attempt ends. Pure: the database only stores the answer. */
export function endOfAttempt(
  job: { attempt: number; failures: number; maxAttempts: number },
  result: ChildResult,
): AttemptEnd {
  const unchanged = { failures: job.failures, delayMs: 0, error: null };
  if (result.type === 'succeeded') return { ...unchanged, state: 'succeeded', outcome: 'succeeded', reason: null };
  if (result.type === 'canceled') {
    return { ...unchanged, state: 'canceled', outcome: 'canceled', reason: `canceled by ${result.by}` };
  }
  if (result.type === 'released') {
    return { ...unchanged, state: 'queued', outcome: 'released', reason: `${result.workerName} stopped in good order` };
  }
  const { error } = result;
  const failures = job.failures + 1;
  if (!isRetryable(error.code) || failures >= job.maxAttempts) {
    return { state: 'failed', outcome: 'failed', failures, delayMs: 0, error, reason: error.message };
  }
  const delayMs = retryDelayMs(failures);
  return {
    state: 'queued',
    outcome: 'failed',
    failures,
    delayMs,
    error,
    reason: `attempt ${job.attempt} failed (${error.message.replace(/\.$/, '')}); next attempt in ${seconds(delayMs)}`,
  };
}
