import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { digestLocalFiles } from '#jobs/digest-local-files.ts';
import { loadModel } from '#jobs/runtimes/load-model.ts';
import { openTable } from '#jobs/tabular/open-table.ts';
import { prepareScorer, type Scorer } from '#jobs/tabular/score.ts';
import type { Ctx } from '#lib/context.ts';
import { localVersion } from '#lib/datasets/local-version.ts';
import { DomainError } from '#lib/errors.ts';
import { requireModelVersion } from '#lib/models/require-model-version.ts';
import type { BatchPredictPayload } from '#lib/queue/kinds/batch-predict.ts';

/** A model and a table ready to score, loaded once for all partitions a process takes. */
export interface Scoring {
  scorer: Scorer;
  model: { name: string; number: number; digest: string };
  dataset: { name: string; number: number; digest: string };
  /** Digests of the input bytes as they lie here now, by role. */
  digestInputs: () => Promise<{ dataset: string; model: string }>;
}

/** @throws DomainError NOT_FOUND, BAD_FILE, UNPROCESSABLE (columns do not fit), UNAVAILABLE (backend), CORRUPT_BLOB */
export async function openScoring(
  ctx: Ctx,
  payload: BatchPredictPayload,
  { workDir }: { workDir: string },
): Promise<Scoring> {
  const model = await requireModelVersion(ctx, { id: payload.modelVersionId });
  const version = await localVersion(ctx, { id: payload.datasetVersionId });
  const modelPaths = await Promise.all(model.files.map((file) => ctx.blobs.localPath(file.digest)));
  const read = async (name: string): Promise<Buffer> => {
    const at = modelPaths[model.files.findIndex((file) => file.path === name)];
    if (at === undefined)
      throw new DomainError('BAD_FILE', `Version ${model.number} of ${model.model.name} has no ${name}.`);
    return readFile(at);
  };
  const files = {
    'model.json': await read('model.json'),
    'weights.bin': await read('weights.bin'),
    'encoders.json': await read('encoders.json'),
  };
  const dataset = { name: version.row.dataset.name, number: version.row.number, digest: version.row.digest };
  const table = await openTable({
    source: { ...version.source, name: `${dataset.name}@${dataset.number}` },
    scratchDir: workDir,
  });
  if (table.rows !== Number(version.row.rowCount)) {
    throw new DomainError(
      'BAD_FILE',
      `${dataset.name} version ${dataset.number} says it has ${version.row.rowCount} rows, and its files have ${table.rows}.`,
    );
  }
  const loaded = await loadModel({ files, backend: payload.backend });
  return {
    scorer: await prepareScorer({ table, model: loaded }),
    model: { name: model.model.name, number: model.number, digest: model.digest },
    dataset,
    digestInputs: async () => ({
      dataset: await digestLocalFiles(version.names, version.source.files),
      model: await digestLocalFiles(
        model.files.map((file) => file.path),
        modelPaths,
      ),
    }),
  };
}

/** The file of a partition while it is written. */
export function scratchFile(workDir: string, index: number): string {
  return path.join(workDir, `part-${index}.parquet`);
}
