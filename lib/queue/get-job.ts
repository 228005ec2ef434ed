import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { env } from '../env.ts';
import { explainWait } from './explain-wait.ts';
import { requireJob } from './require-job.ts';
import { JobAttemptAnswer, type JobDetail } from './schema.ts';
import { readJobError, serializeJob } from './serialize-job.ts';
import { queueFacts } from './sql/queue-facts.ts';
import { workerNames } from './worker-names.ts';

/** A job with its attempts, and why it waits when it does. @throws DomainError NOT_FOUND */
export async function getJob({ ctx, input }: { ctx: Ctx; input: { jobId: string } }): Promise<JobDetail> {
  const job = await requireJob({ ctx, input });
  const [run, attempts, counts, facts, slot] = await Promise.all([
    ctx.db.run.findUniqueOrThrow({ where: { id: job.runId }, select: { name: true, statusReason: true } }),
    ctx.db.jobAttempt.findMany({ where: { jobId: job.id }, orderBy: { number: 'asc' } }),
    ctx.db.partition.groupBy({ by: ['state'], where: { jobId: job.id }, _count: true }),
    queueFacts(ctx, [job.id], env().leaseMs),
    ctx.db.scheduleSlot.findUnique({
      where: { runId: job.runId },
      select: { nominalAt: true, schedule: { select: { id: true, name: true, deletedAt: true } } },
    }),
  ]);
  const names = await workerNames(ctx, [job.workerId, ...attempts.map((attempt) => attempt.workerId)]);
  const wait = facts[0] && explainWait(facts[0], ctx.project.id);
  const count = (state: string) => counts.find((one) => one.state === state)?._count ?? 0;
  const partitions = { waiting: count('waiting'), running: count('running'), done: count('done') };
  return {
    ...serializeJob({ ...job, run }, { workerName: names.get(job.workerId ?? ''), wait }),
    payload: z.json().parse(job.payload),
    schedule: slot && {
      id: slot.schedule.id,
      name: slot.schedule.name,
      nominalAt: slot.nominalAt.toISOString(),
      deleted: slot.schedule.deletedAt !== null,
    },
    attempts: attempts.map((attempt) => ({
      number: attempt.number,
      worker: { id: attempt.workerId, name: names.get(attempt.workerId) ?? attempt.workerId },
      outcome: JobAttemptAnswer.shape.outcome.parse(attempt.outcome),
      error: readJobError(attempt.error),
      startedAt: attempt.startedAt.toISOString(),
      endedAt: attempt.endedAt?.toISOString() ?? null,
      leaseUntil: attempt.leaseUntil.toISOString(),
    })),
    partitions:
      counts.length === 0 ? null : { total: partitions.waiting + partitions.running + partitions.done, ...partitions },
  };
}
