import { z } from 'zod';
import type { Job } from '../db/generated/client.ts';
import { type JobAnswer, JobError, JobProgress, JobState, type JobWait } from './schema.ts';

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** A job's row as the API shows it. */
export function serializeJob(
  job: Job & { run: { name: string; statusReason: string | null } },
  more: { workerName: string | undefined; wait: JobWait | undefined },
): JobAnswer {
  return {
    id: job.id,
    runId: job.runId,
    runName: job.run.name,
    kind: job.kind,
    state: JobState.parse(job.state),
    priority: job.priority,
    attempt: job.attempt,
    failures: job.failures,
    maxAttempts: job.maxAttempts,
    timeoutMs: job.timeoutMs === null ? null : Number(job.timeoutMs),
    worker: job.workerId === null ? null : { id: job.workerId, name: more.workerName ?? job.workerId },
    cancelRequestedAt: iso(job.cancelRequestedAt),
    cancelRequestedBy: job.cancelRequestedBy,
    progress: JobProgress.parse(job.progress),
    error: readJobError(job.error),
    statusReason: job.run.statusReason,
    wait: more.wait ?? null,
    retryOfId: job.retryOfId,
    createdAt: job.createdAt.toISOString(),
    availableAt: job.availableAt.toISOString(),
    startedAt: iso(job.startedAt),
    finishedAt: iso(job.finishedAt),
  };
}

/** The error column of a job or an attempt. */
export function readJobError(value: unknown): JobError | null {
  return z.nullable(JobError).parse(value ?? null);
}
