import { digestLocalFiles } from '#jobs/digest-local-files.ts';
import type { JobArgs } from '#jobs/job-args.ts';
import { environmentFingerprint } from '#jobs/runtimes/fingerprint.ts';
import { loadModelVersion } from '#jobs/runtimes/tfjs/load-model-version.ts';
import { jsonBytes } from '#jobs/runtimes/tfjs/model-files.ts';
import { openTable } from '#jobs/tabular/open-table.ts';
import { saveArtifact } from '#lib/artifacts/save-artifact.ts';
import { localVersion } from '#lib/datasets/local-version.ts';
import type { EvaluatePayload } from '#lib/queue/kinds/evaluate.ts';
import { logBatch } from '#lib/runs/log-batch.ts';
import { recordInputDigest } from '#lib/runs/record-input-digest.ts';
import { evaluateModel } from './evaluate-model.ts';

/** Where an evaluation run keeps its report, see lib/models/evaluation-report.ts. */
export const reportPath = 'evaluation.json';

/** Measures a registered model on a dataset version: fetch both, score, store the report and its figures. */
export async function runEvaluate(args: JobArgs<EvaluatePayload>): Promise<void> {
  const { ctx, job, payload, progress, log, workDir, signal, reportEnvironment } = args;
  progress({ message: 'Loading the model and the data' });
  const { backend } = payload;
  const model = await loadModelVersion(ctx, { id: payload.modelVersionId, backend });
  const baseline = payload.baselineVersionId
    ? await loadModelVersion(ctx, { id: payload.baselineVersionId, backend })
    : undefined;
  const version = await localVersion(ctx, { id: payload.datasetVersionId });
  const dataset = `${version.row.dataset.name}@${version.row.number}`;
  await reportEnvironment(environmentFingerprint(model.model.runtime));
  const digests: Record<string, () => Promise<string>> = {
    model: model.digestNow,
    dataset: () => digestLocalFiles(version.names, version.source.files),
    ...(baseline ? { baseline: baseline.digestNow } : {}),
  };
  const recordInputs = async (when: 'before' | 'after') => {
    for (const [role, digest] of Object.entries(digests)) {
      const same = await recordInputDigest({ ctx, input: { runId: job.runId, role, when, digest: await digest() } });
      if (!same) log(`The bytes of the input "${role}" are not the ones the recipe names.`);
    }
  };
  await recordInputs('before');

  const table = await openTable({ source: { ...version.source, name: dataset }, scratchDir: workDir });
  log(`${model.name} on ${dataset}: ${table.rows.toLocaleString('en')} rows, on ${backend}`);
  try {
    const report = await evaluateModel({
      table,
      model: model.model,
      ...(baseline ? { baseline: { name: baseline.name, model: baseline.model } } : {}),
      options: payload,
      progress: (done) => {
        signal.throwIfAborted();
        progress({ done, total: table.rows, unit: 'rows' });
      },
    });
    await saveArtifact({
      ctx,
      input: { runId: job.runId, path: reportPath, body: jsonBytes(report), deterministic: true, signal },
    });
    const figures = (prefix: string, metrics: Record<string, number | null>) =>
      Object.entries(metrics).flatMap(([name, value]) => (value === null ? [] : [{ key: `${prefix}${name}`, value }]));
    const metrics = [...figures('eval/', report.metrics), ...figures('baseline/', report.baseline.metrics)];
    await logBatch({ ctx, input: { runId: job.runId, metrics } });
    log(metrics.map(({ key, value }) => `${key} ${value.toFixed(4)}`).join(', '));
    const { invalid, unknownClass, unlabelled } = report.skipped;
    if (invalid + unknownClass + unlabelled > 0) {
      log(
        `Left out: ${unlabelled} rows without a target, ${invalid} the model does not take, ${unknownClass} of unknown classes.`,
      );
    }
  } finally {
    table.close();
  }
  await recordInputs('after');
}
