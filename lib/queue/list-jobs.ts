import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { escapeLike } from '../db/escape-like.ts';
import { env } from '../env.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { explainWait } from './explain-wait.ts';
import type { JobAnswer, JobState } from './schema.ts';
import { serializeJob } from './serialize-job.ts';
import { queueFacts } from './sql/queue-facts.ts';
import { workerNames } from './worker-names.ts';

export interface ListJobsInput {
  states?: JobState[] | undefined;
  kind?: string | undefined;
  runId?: string | undefined;
  /** Part of the name of its run. */
  q?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const Position = z.object({ at: z.iso.datetime(), id: z.string() });

/** Jobs of the project, newest first; queued ones say why they wait. */
export async function listJobs({
  ctx,
  input = {},
}: {
  ctx: Ctx;
  input?: ListJobsInput;
}): Promise<{ items: JobAnswer[]; nextCursor: string | null }> {
  const { states = [], kind, runId, q, limit = 100 } = input;
  const query = {
    list: 'jobs',
    project: ctx.project.id,
    states,
    kind: kind ?? null,
    run: runId ?? null,
    q: q || null,
  };
  const after = input.cursor === undefined ? undefined : decodeCursor(query, Position, input.cursor);
  const rows = await ctx.db.job.findMany({
    where: {
      projectId: ctx.project.id,
      ...(states.length > 0 ? { state: { in: states } } : {}),
      ...(kind === undefined ? {} : { kind }),
      ...(runId === undefined ? {} : { runId }),
      ...(q ? { run: { name: { contains: escapeLike(q), mode: 'insensitive' } } } : {}),
      ...(after
        ? { OR: [{ createdAt: { lt: new Date(after.at) } }, { createdAt: new Date(after.at), id: { lt: after.id } }] }
        : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: { run: { select: { name: true, statusReason: true } } },
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const queued = shown.filter((job) => job.state === 'queued').map((job) => job.id);
  const facts = new Map((await queueFacts(ctx, queued, env().leaseMs)).map((one) => [one.id, one]));
  const names = await workerNames(
    ctx,
    shown.map((job) => job.workerId),
  );
  return {
    items: shown.map((job) => {
      const own = facts.get(job.id);
      const wait = own && explainWait(own, ctx.project.id);
      return serializeJob(job, { workerName: names.get(job.workerId ?? ''), wait });
    }),
    nextCursor:
      rows.length > limit && last ? encodeCursor(query, { at: last.createdAt.toISOString(), id: last.id }) : null,
  };
}
