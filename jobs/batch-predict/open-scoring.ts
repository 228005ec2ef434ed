import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { digestLocalFiles } from '#jobs/digest-local-files.ts';
import { loadModel } from '#jobs/runtimes/load-model.ts';
import { openTable } from '#jobs/tabular/open-table.ts';
import { prepareScorer, type Scorer } from '#jobs/tabular/score.ts';
import type { Ctx } from '#lib/context.ts';
import { localVersion } from '#lib/datasets/local-version.ts';
import { DomainError } from '#lib/errors.ts';
import { requireScorableVersion } from '#lib/models/require-scorable-version.ts';
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
  // Fetching the data and starting the numeric library take turns badly: neither waits for the other.
  const [data, model] = await Promise.all([openData(ctx, payload, workDir), openModel(ctx, payload)]);
  const { version, table } = data;
  return {
    scorer: await prepareScorer({ table, model: model.loaded }),
    model: { name: model.row.model.name, number: model.row.number, digest: model.row.digest },
    dataset: { name: version.row.dataset.name, number: version.row.number, digest: version.row.digest },
    digestInputs: async () => ({
      dataset: await digestLocalFiles(version.names, version.source.files),
      model: await digestLocalFiles(
        model.row.files.map((file) => file.path),
        model.paths,
      ),
    }),
  };
}

async function openData(ctx: Ctx, payload: BatchPredictPayload, workDir: string) {
  const version = await localVersion(ctx, { id: payload.datasetVersionId });
  const { dataset, number, rowCount } = version.row;
  const source = { ...version.source, name: `${dataset.name}@${number}` };
  const table = await openTable({ source, scratchDir: workDir });
  if (table.rows !== Number(rowCount)) {
    throw new DomainError(
      'BAD_FILE',
      `${dataset.name} version ${number} says it has ${rowCount} rows, and its files have ${table.rows}.`,
    );
  }
  return { version, table };
}

async function openModel(ctx: Ctx, payload: BatchPredictPayload) {
  const row = await requireScorableVersion(ctx, { id: payload.modelVersionId });
  const paths = await Promise.all(row.files.map((file) => ctx.blobs.localPath(file.digest)));
  const read = async (name: string): Promise<Buffer> => {
    const at = paths[row.files.findIndex((file) => file.path === name)];
    if (at === undefined)
      throw new DomainError('BAD_FILE', `Version ${row.number} of ${row.model.name} has no ${name}.`);
    return readFile(at);
  };
  const [modelJson, weights, encoders] = await Promise.all(['model.json', 'weights.bin', 'encoders.json'].map(read));
  if (!modelJson || !weights || !encoders) throw new Error('A file that was read is not there.');
  const files = { 'model.json': modelJson, 'weights.bin': weights, 'encoders.json': encoders };
  return { row, paths, loaded: await loadModel({ files, backend: payload.backend }) };
}

/** The file of a partition while it is written. */
export function scratchFile(workDir: string, index: number): string {
  return path.join(workDir, `part-${index}.parquet`);
}
