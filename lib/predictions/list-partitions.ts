import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { requireJob } from '../queue/require-job.ts';
import { workerNames } from '../queue/worker-names.ts';
import { PartitionAnswer, type PartitionList, ScoreStats } from './schema.ts';
import { sumStats } from './sum-stats.ts';

const Lost = z.array(z.object({ workerName: z.string().nullish(), at: z.string(), reason: z.string().nullish() }));

/** The partitions of a batch job in the order of the plan: who has them, who lost them, what came out. @throws DomainError NOT_FOUND */
export async function listPartitions({ ctx, input }: { ctx: Ctx; input: { jobId: string } }): Promise<PartitionList> {
  const job = await requireJob({ ctx, input });
  const rows = await ctx.db.partition.findMany({ where: { jobId: job.id }, orderBy: { index: 'asc' } });
  const names = await workerNames(
    ctx,
    rows.map((row) => row.workerId),
  );
  const number = (value: bigint | null) => (value === null ? null : Number(value));
  const parts = rows.map((row) => ({ row, stats: row.stats === null ? undefined : ScoreStats.parse(row.stats) }));
  return {
    jobId: job.id,
    items: parts.map(({ row, stats }) => ({
      index: row.index,
      rowStart: Number(row.rowStart),
      rowEnd: Number(row.rowEnd),
      state: PartitionAnswer.shape.state.parse(row.state),
      attempt: row.attempt,
      worker: row.workerId === null ? null : (names.get(row.workerId) ?? row.workerId),
      lost: Lost.parse(row.lost).map((one) => ({
        worker: one.workerName ?? null,
        at: one.at,
        reason: one.reason ?? null,
      })),
      rows: number(row.rows),
      quarantined: number(row.quarantined),
      outputDigest: row.outputDigest,
      outputSize: number(row.outputSize),
      quarantineDigest: row.quarantineDigest,
      histogram: stats?.histogram ?? [],
      startedAt: row.startedAt?.toISOString() ?? null,
      finishedAt: row.finishedAt?.toISOString() ?? null,
    })),
    histogram: sumStats(parts.flatMap(({ stats }) => (stats ? [{ rows: 0, quarantined: 0, stats }] : []))).histogram,
  };
}
