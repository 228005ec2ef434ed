import { parseArgs } from 'node:util';
import { createBlobStore } from '#lib/blobs/create-blob-store.ts';
import type { Ctx, Fence } from '#lib/context.ts';
import { connectDb, disconnectDb, pool } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { DomainError } from '#lib/errors.ts';
import { announce, flushAnnouncements } from '#lib/events/announce.ts';
import { log } from '#lib/log.ts';
import { reportEnvironment } from '#lib/queue/report-environment.ts';
import { reportProgress } from '#lib/queue/report-progress.ts';
import type { JobProgress } from '#lib/queue/schema.ts';
import { toJobError } from '#lib/queue/to-job-error.ts';
import type { ChildReport } from './child-result.ts';
import { executeJob, joinJob } from './execute-job.ts';

const progressMs = 500;

function readArgs() {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { 'work-dir': option, job: option, attempt: option, worker: option, role: option },
  });
  const { job, worker, role } = values;
  const workDir = values['work-dir'];
  const attempt = Number(values.attempt);
  if (!job || !worker || !role || !workDir || !Number.isInteger(attempt)) {
    throw new Error('jobs/child.ts is started by the worker, with --job --attempt --worker --role --work-dir.');
  }
  return { jobId: job, workerId: worker, role, workDir, attempt };
}

/** A parent that is gone cannot keep the lease: everything in this process group ends with it. */
function endWithParent(): void {
  process.on('disconnect', () => {
    try {
      process.kill(-process.pid, 'SIGKILL');
    } finally {
      process.exit(1);
    }
  });
}

/** Writes at most twice a second, and the last word for certain. */
function progressWriter(ctx: Ctx & { fence: Fence }) {
  let latest: JobProgress | undefined;
  let timer: NodeJS.Timeout | undefined;
  const write = async () => {
    clearTimeout(timer);
    timer = undefined;
    const now = latest;
    latest = undefined;
    if (!now) return;
    await reportProgress(pool(), ctx.fence, now);
    announce(ctx, { topic: 'job', id: ctx.fence.jobId });
  };
  return {
    progress(progress: JobProgress) {
      latest = progress;
      timer ??= setTimeout(() => {
        write().catch((error: unknown) => ctx.log.warn({ error }, 'could not store progress'));
      }, progressMs);
    },
    flush: write,
  };
}

async function run(signal: AbortSignal): Promise<void> {
  const args = readArgs();
  const settings = env();
  if (!settings.databaseUrl) throw new Error('DATABASE_URL is not set for this child.');
  const db = connectDb(settings.databaseUrl, { poolSize: 4 });
  const row = await db.job.findUnique({ where: { id: args.jobId }, include: { run: true } });
  if (!row) throw new DomainError('NOT_FOUND', `Job ${args.jobId} does not exist.`);
  const project = await db.project.findUniqueOrThrow({
    where: { id: row.projectId },
    select: { id: true, slug: true },
  });
  const ctx: Ctx = {
    actor: row.run.actor,
    project,
    db,
    blobs: createBlobStore({ kind: settings.blobs, dataDir: settings.dataDir, cacheBytes: settings.cacheBytes }),
    now: () => new Date(),
    log: log().child({ jobId: row.id, runId: row.runId, attempt: args.attempt }),
  };
  const shared = {
    job: { id: row.id, runId: row.runId, attempt: args.attempt, kind: row.kind },
    payload: row.payload,
    signal,
    log: (line: string) => void process.stdout.write(`${line}\n`),
    workDir: args.workDir,
  };
  if (args.role === 'helper') {
    await joinJob({ ...shared, ctx, workerId: args.workerId });
    return;
  }
  const fence: Fence = { jobId: args.jobId, workerId: args.workerId, attempt: args.attempt };
  const fenced = { ...ctx, fence };
  const progress = progressWriter(fenced);
  await executeJob({
    ...shared,
    ctx: fenced,
    progress: progress.progress,
    reportEnvironment: (environment) => reportEnvironment({ ctx: fenced, input: { runId: row.runId, environment } }),
  });
  await progress.flush();
}

function send(report: ChildReport): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(report, undefined, undefined, () => resolve());
    else resolve();
  });
}

/** Waits until the pipes took everything: process.exit would drop what is still in memory. */
async function drain(): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))),
  );
}

/** The whole life of a child: run the attempt, report how it ended, end. */
export async function runChild(): Promise<void> {
  endWithParent();
  const stop = new AbortController();
  process.on('SIGTERM', () => stop.abort(new DomainError('CONFLICT', 'The job was asked to stop.')));
  const crash = async (error: unknown) => {
    // Standard error of a child is its run's log.
    if (!(error instanceof DomainError)) console.error(error);
    await drain();
    await send({ type: 'failed', error: toJobError(error) });
    process.exit(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  try {
    await run(stop.signal);
  } catch (error) {
    await flushAnnouncements().catch(() => {});
    await crash(error);
  }
  await flushAnnouncements().catch(() => {});
  await disconnectDb().catch(() => {});
  await drain();
  await send({ type: 'succeeded' });
  process.exit(0);
}
