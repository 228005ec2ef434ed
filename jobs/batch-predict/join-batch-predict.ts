import type { JoinArgs } from '#jobs/job-args.ts';
import type { BatchPredictPayload } from '#lib/queue/kinds/batch-predict.ts';
import { openScoring } from './open-scoring.ts';
import { takePartitions } from './take-partitions.ts';

/** Scores partitions of a job that another worker leads, until none is left to take. */
export async function joinBatchPredict(args: JoinArgs<BatchPredictPayload>): Promise<void> {
  const { ctx, job, payload, signal, log, workDir, workerId } = args;
  const scoring = await openScoring(ctx, payload, { workDir, log });
  const stored = await takePartitions({
    ctx,
    jobId: job.id,
    workerId,
    scoring,
    idColumns: payload.idColumns,
    workDir,
    signal,
    log,
  });
  log(`Helped with ${stored} partitions.`);
}
