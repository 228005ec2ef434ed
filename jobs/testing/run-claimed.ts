import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { handlers } from '#jobs/registry.ts';
import type { Ctx, Fence } from '#lib/context.ts';
import type { JobProgress } from '#lib/queue/schema.ts';

/**
 * Runs the handler of a queued job in this process, with a claim on the job as its fence, and leaves the job running:
 * for tests of what a handler does, apart from worker and children.
 */
export async function runClaimed(ctx: Ctx, jobId: string, options: { signal?: AbortSignal } = {}) {
  const fence: Fence = { jobId, workerId: 'test-worker', attempt: 1 };
  const job = await ctx.db.job.update({
    where: { id: jobId },
    data: { state: 'running', workerId: fence.workerId, attempt: fence.attempt },
  });
  const handler = await handlers.get(job.kind)?.run();
  if (!handler) throw new Error(`There is no handler for ${job.kind}.`);
  const workDir = await mkdtemp(path.join(tmpdir(), 'traza-job-'));
  const progress: JobProgress[] = [];
  const lines: string[] = [];
  const payload: never = JSON.parse(JSON.stringify(job.payload)) as never;
  try {
    await handler({
      ctx: { ...ctx, fence },
      job: { id: jobId, runId: job.runId, attempt: 1, kind: job.kind },
      payload,
      signal: options.signal ?? new AbortController().signal,
      progress: (step) => progress.push(step),
      log: (line) => lines.push(line),
      workDir,
      reportEnvironment: async () => {},
    });
    return { runId: job.runId, progress, lines };
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}
