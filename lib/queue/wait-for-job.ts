import { setTimeout as delay } from 'node:timers/promises';
import type { Ctx } from '../context.ts';
import type { Job } from '../db/generated/client.ts';
import { requireJob } from './require-job.ts';

const pollMs = 400;

/** Waits until a job of this project has ended, however it ended. Rejects when `signal` aborts. */
export async function waitForJob({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { jobId: string; signal: AbortSignal; onChange?: (job: Job) => void };
}): Promise<Job> {
  for (;;) {
    const job = await requireJob({ ctx, input });
    if (job.finishedAt) return job;
    input.onChange?.(job);
    await delay(pollMs, undefined, { signal: input.signal });
  }
}
