import { setTimeout as wait } from 'node:timers/promises';
import type { JobArgs } from '#jobs/job-args.ts';
import { environmentFingerprint } from '#jobs/runtimes/fingerprint.ts';
import { rowsStandAlone } from '#jobs/tabular/rows-stand-alone.ts';
import { requireVersion, type VersionRow } from '#lib/datasets/require-version.ts';
import { pool } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { DomainError } from '#lib/errors.ts';
import { adoptPartitions } from '#lib/predictions/adopt-partitions.ts';
import { freezePlan } from '#lib/predictions/freeze-plan.ts';
import { type PartitionCounts, partitionCounts } from '#lib/predictions/partition-counts.ts';
import { checkQuarantine, publishPredictions } from '#lib/predictions/publish-predictions.ts';
import type { BatchPredictPayload } from '#lib/queue/kinds/batch-predict.ts';
import { retryWhileAway } from '#lib/queue/retry-while-away.ts';
import { recordInputDigest } from '#lib/runs/record-input-digest.ts';
import { openScoring, type Scoring } from './open-scoring.ts';
import { takePartitions } from './take-partitions.ts';

const lookMs = 500;

/**
 * Batch inference: open the model and the data, freeze the plan, score partitions beside whoever helps, publish when
 * all are in. Another attempt goes on with the partitions that are missing.
 */
export async function runBatchPredict(args: JobArgs<BatchPredictPayload>): Promise<void> {
  const { ctx, job, payload, signal, log, workDir, progress } = args;
  // The plan comes first: workers that will help load the model while this process does.
  const version = await requireVersion(ctx, { id: payload.datasetVersionId });
  const rows = Number(version.rowCount);
  if (rows === 0) throw new DomainError('UNPROCESSABLE', `${nameOf(version)} has no rows to predict.`);
  const plan = await freezePlan({ ctx, input: { jobId: job.id, rows, rowsPerPartition: payload.rowsPerPartition } });
  progress({ message: 'Loading the model and the data', done: 0, total: rows, unit: 'rows' });
  const scoring = await openScoring(ctx, payload, { workDir, log });
  const { dataset, model } = scoring;
  const { runtime } = scoring.prepared.model;
  const alone = await rowsStandAlone(scoring.prepared);
  await args.reportEnvironment({ ...environmentFingerprint(runtime), rows_stand_alone: alone });
  if (!alone) {
    log('Predictions of this model depend on the rows beside them, and so on how the rows are cut into partitions.');
  }
  await recordInputs(args, scoring, 'before');
  const adopted = await adoptPartitions({ ctx });
  if (adopted > 0) log(`${adopted} partitions were done by the job this one tries again.`);
  log(
    `${model.name} version ${model.number} over ${dataset.name} version ${dataset.number}: ` +
      `${rows.toLocaleString('en')} rows in ${plan.partitions} partitions, on ${payload.backend}`,
  );

  const watch = watchProgress(args, rows);
  try {
    for (;;) {
      let quarantined = 0;
      const stored = await takePartitions({
        ctx,
        jobId: job.id,
        workerId: ctx.fence.workerId,
        scoring,
        idColumns: payload.idColumns,
        workDir,
        signal,
        log,
        stored: ({ invalid }) => {
          quarantined += invalid.count;
          // No need to score the rest of data that cannot be published.
          checkQuarantine({ quarantined, reasons: invalid.reasons }, payload.maxQuarantined);
        },
      });
      if (stored > 0) log(`Scored ${stored} partitions here.`);
      if ((await awaitOthers(job.id, signal)) === 'all done') break;
    }
  } finally {
    watch.stop();
  }

  signal.throwIfAborted();
  await recordInputs(args, scoring, 'after');
  const { published, summary } = await publishPredictions({
    ctx,
    input: {
      jobId: job.id,
      runId: job.runId,
      output: payload.output,
      rows,
      maxQuarantined: payload.maxQuarantined,
      parentVersionId: payload.datasetVersionId,
      source: {
        type: 'predictions',
        model: model.name,
        modelVersion: model.number,
        modelDigest: model.digest,
        dataset: dataset.name,
        version: dataset.number,
        digest: dataset.digest,
        backend: payload.backend,
      },
    },
  });
  await watch.report();
  log(`${summary.rows.toLocaleString('en')} predictions, ${summary.quarantined} rows quarantined`);
  if (published) log(`Published version ${published.number} of ${published.dataset}, digest ${published.digest}`);
}

function nameOf(version: VersionRow): string {
  return `${version.dataset.name} version ${version.number}`;
}

/** Waits for partitions in other hands: until all are done, or until one is there to take. */
async function awaitOthers(jobId: string, signal: AbortSignal): Promise<'all done' | 'more to take'> {
  for (;;) {
    signal.throwIfAborted();
    const counts = await retryWhileAway(() => partitionCounts(pool(), jobId), env().leaseMs);
    if (counts.done === counts.total) return 'all done';
    if (counts.takeable > 0) return 'more to take';
    await wait(100, undefined, { signal });
  }
}

async function recordInputs(
  { ctx, job, log }: JobArgs<BatchPredictPayload>,
  scoring: Scoring,
  when: 'before' | 'after',
): Promise<void> {
  const digests = await scoring.digestInputs();
  for (const [role, digest] of Object.entries(digests)) {
    const same = await recordInputDigest({ ctx, input: { runId: job.runId, role, when, digest } });
    if (!same) log(`The bytes of the input "${role}" are not the ones the recipe names.`);
  }
}

/** Reports rows done by all workers while this process scores. */
function watchProgress({ job, progress }: JobArgs<BatchPredictPayload>, rows: number) {
  const started = performance.now();
  let first: PartitionCounts | undefined;
  const report = async () => {
    const counts = await partitionCounts(pool(), job.id);
    first ??= counts;
    const seconds = (performance.now() - started) / 1000;
    progress({
      done: counts.rowsDone,
      total: rows,
      unit: 'rows',
      message: `${counts.done} of ${counts.total} partitions`,
      ratePerSecond: Math.round((counts.rowsDone - first.rowsDone) / seconds),
    });
  };
  let reporting: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    // A look that fails is made up for by the next.
    reporting = reporting.then(report).catch(() => {});
  }, lookMs);
  return {
    report,
    stop: () => clearInterval(timer),
  };
}
