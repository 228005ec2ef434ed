import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type WrittenPredictions, writePredictions } from '#jobs/tabular/write-predictions.ts';
import type { Ctx } from '#lib/context.ts';
import { pool } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { announce } from '#lib/events/announce.ts';
import type { ScoreStats } from '#lib/predictions/schema.ts';
import { retryWhileAway } from '#lib/queue/retry-while-away.ts';
import { type ClaimedPartition, claimPartition } from '#lib/queue/sql/claim-partition.ts';
import { finishPartition } from '#lib/queue/sql/finish-partition.ts';
import { type Scoring, scratchFile } from './open-scoring.ts';

export interface TakePartitionsInput {
  ctx: Ctx;
  jobId: string;
  workerId: string;
  scoring: Scoring;
  idColumns: string[];
  workDir: string;
  signal: AbortSignal;
  log: (line: string) => void;
  /** Called after each partition of this process is stored. */
  stored?: (written: WrittenPredictions) => void;
}

/**
 * Claims partitions one after another, scores each into a file and stores it, until none is left to take. While one is
 * stored the next is scored; no more than one is behind.
 * @returns how many this process stored
 */
export async function takePartitions(input: TakePartitionsInput): Promise<number> {
  const { jobId, workerId, scoring, idColumns, workDir, signal } = input;
  const { leaseMs } = env();
  let count = 0;
  let storing: Promise<void> = Promise.resolve();
  const held = new Set<number>();
  try {
    for (;;) {
      signal.throwIfAborted();
      const part = await retryWhileAway(
        () => claimPartition(pool(), { jobId, workerId, leaseMs, held: [...held] }),
        leaseMs,
      );
      if (!part) break;
      held.add(part.index);
      const started = performance.now();
      const file = scratchFile(workDir, part.index);
      const written = await writePredictions({
        prepared: scoring.prepared,
        from: part.rowStart,
        to: part.rowEnd,
        file,
        idColumns,
      });
      const ms = Math.round(performance.now() - started);
      await storing;
      storing = storePartition(input, part, file, written, ms).then((kept) => {
        held.delete(part.index);
        if (kept) count += 1;
      });
      // A failure is met at the next await of it; until then it must not count as unhandled.
      storing.catch(() => {});
    }
  } finally {
    await storing;
  }
  return count;
}

async function storePartition(
  { ctx, jobId, workerId, log, stored }: TakePartitionsInput,
  part: ClaimedPartition,
  file: string,
  written: WrittenPredictions,
  ms: number,
): Promise<boolean> {
  const { leaseMs } = env();
  const { invalid } = written;
  const stats: ScoreStats = {
    columns: written.columns,
    histogram: written.histogram,
    scores: written.scores,
    reasons: invalid.reasons,
    ms,
  };
  const output = await retryWhileAway(() => ctx.blobs.put(createReadStream(file, { highWaterMark: 2 ** 18 })), leaseMs);
  const quarantine =
    invalid.count === 0
      ? null
      : await ctx.blobs.put(Buffer.from(`${JSON.stringify({ ...invalid, partition: part.index }, null, 2)}\n`));
  const held = await retryWhileAway(
    () =>
      finishPartition(pool(), {
        jobId,
        workerId,
        index: part.index,
        attempt: part.attempt,
        rows: written.rows,
        quarantined: invalid.count,
        outputDigest: output.digest,
        outputSize: output.size,
        quarantineDigest: quarantine?.digest ?? null,
        stats,
      }),
    leaseMs,
  );
  await rm(file, { force: true });
  if (held) {
    announce(ctx, { topic: 'job', id: jobId });
    stored?.(written);
  } else log(`Partition ${part.index} is in other hands by now; its result was dropped.`);
  return held;
}
