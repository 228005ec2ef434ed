import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { publishOutput } from '../datasets/publish-output.ts';
import type { PublishedVersion } from '../datasets/publish-version.ts';
import { toJson } from '../datasets/to-json.ts';
import { DomainError } from '../errors.ts';
import { partitionFile } from './partition-file.ts';
import { type PredictionSummary, ScoreStats } from './schema.ts';
import { sumStats } from './sum-stats.ts';

export interface PublishPredictionsInput {
  jobId: string;
  runId: string;
  output: string;
  /** Rows of the input version. */
  rows: number;
  maxQuarantined: number;
  parentVersionId: string;
  /** Where the set came from, in words the dataset's page shows. */
  source: Record<string, unknown>;
}

/**
 * Publishes the partitions of a batch job as one prediction set, in one transaction, when every row of the input is
 * either predicted or quarantined and no more are quarantined than allowed. A run of a reproduction only gets the
 * digest and the figures.
 * @throws DomainError UNPROCESSABLE (too many quarantined), CONFLICT (partitions are missing), LEASE_LOST
 */
export async function publishPredictions({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PublishPredictionsInput;
}): Promise<{ published: PublishedVersion | null; summary: PredictionSummary }> {
  const rows = await ctx.db.partition.findMany({ where: { jobId: input.jobId }, orderBy: { index: 'asc' } });
  const parts = rows.map((row) => {
    if (row.state !== 'done' || row.outputDigest === null || row.outputSize === null) {
      throw new DomainError('CONFLICT', `Partition ${row.index} of job ${input.jobId} is not done.`);
    }
    return {
      path: partitionFile(row.index),
      sha256: row.outputDigest,
      size: Number(row.outputSize),
      rowCount: Number(row.rows ?? 0),
      rows: Number(row.rows ?? 0),
      quarantined: Number(row.quarantined ?? 0),
      stats: ScoreStats.parse(row.stats),
    };
  });
  const summary = sumStats(parts);
  if (summary.rows + summary.quarantined !== input.rows) {
    throw new DomainError(
      'CONFLICT',
      `${input.rows} rows went in; ${summary.rows} predictions and ${summary.quarantined} quarantined rows came out.`,
    );
  }
  checkQuarantine(summary, input.maxQuarantined);
  const published = await withTransaction(ctx, async (inner) => {
    await assertFence(inner);
    const version = await publishOutput({
      ctx: inner,
      input: {
        dataset: input.output,
        kind: 'predictions',
        files: parts.map(({ path, sha256, size, rowCount }) => ({ path, sha256, size, rowCount })),
        format: 'parquet',
        readOptions: {},
        columns: parts[0]?.stats.columns ?? [],
        rowCount: summary.rows,
        source: input.source,
        parentVersionId: input.parentVersionId,
        runId: input.runId,
      },
    });
    const run = await inner.db.run.findUniqueOrThrow({ where: { id: input.runId }, select: { summary: true } });
    const before = typeof run.summary === 'object' && run.summary !== null ? run.summary : {};
    await inner.db.run.update({
      where: { id: input.runId },
      data: { summary: toJson({ ...before, predictions: summary }) },
    });
    return version;
  });
  return { published, summary };
}

/** @throws DomainError UNPROCESSABLE naming the most frequent reason */
export function checkQuarantine(
  figures: { quarantined: number; reasons: Record<string, number> },
  maxQuarantined: number,
): void {
  if (figures.quarantined <= maxQuarantined) return;
  const [reason, count] = Object.entries(figures.reasons).sort((a, b) => b[1] - a[1])[0] ?? ['unknown', 0];
  throw new DomainError(
    'UNPROCESSABLE',
    `${figures.quarantined} rows cannot be predicted, and ${maxQuarantined} are allowed; most often (${count}): ${reason}.`,
    {
      fields: [{ path: 'maxQuarantined', message: `${figures.quarantined} rows are quarantined` }],
      hint: 'The partitions list the rows with their reasons. Clean the data, or allow more with maxQuarantined.',
    },
  );
}
