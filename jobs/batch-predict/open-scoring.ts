import path from 'node:path';
import { digestLocalFiles } from '#jobs/digest-local-files.ts';
import { loadModel } from '#jobs/runtimes/load-model.ts';
import type { PreparedModel } from '#jobs/runtimes/runtime.ts';
import { openTable } from '#jobs/tabular/open-table.ts';
import type { Ctx } from '#lib/context.ts';
import { localVersion } from '#lib/datasets/local-version.ts';
import { env } from '#lib/env.ts';
import { DomainError } from '#lib/errors.ts';
import { requireScorableVersion } from '#lib/models/require-scorable-version.ts';
import { ModelSignature } from '#lib/models/schema.ts';
import type { BatchPredictPayload } from '#lib/queue/kinds/batch-predict.ts';

/** A model and a table ready to score, loaded once for all partitions a process takes. */
export interface Scoring {
  prepared: PreparedModel;
  model: { name: string; number: number; digest: string };
  dataset: { name: string; number: number; digest: string };
  /** Digests of the input bytes as they lie here now, by role. */
  digestInputs: () => Promise<{ dataset: string; model: string }>;
}

/** @throws DomainError NOT_FOUND, BAD_FILE, UNPROCESSABLE (columns do not fit), UNAVAILABLE (backend), CORRUPT_BLOB */
export async function openScoring(
  ctx: Ctx,
  payload: BatchPredictPayload,
  { workDir, log }: { workDir: string; log: (line: string) => void },
): Promise<Scoring> {
  // Fetching the data and starting the numeric library take turns badly: neither waits for the other.
  const [data, model] = await Promise.all([
    openData(ctx, payload, workDir),
    openModel(ctx, payload, { scratchDir: workDir, log }),
  ]);
  const { version, table } = data;
  return {
    prepared: await model.loaded.prepare({ table, columns: payload.columns }),
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

async function openModel(
  ctx: Ctx,
  payload: BatchPredictPayload,
  where: { scratchDir: string; log: (line: string) => void },
) {
  const row = await requireScorableVersion(ctx, { id: payload.modelVersionId });
  const paths = await Promise.all(row.files.map((file) => ctx.blobs.localPath(file.digest)));
  const files = new Map(row.files.map((file, index) => [file.path, paths[index] as string]));
  const signature = ModelSignature.safeParse(row.signature).data ?? null;
  const cacheDir = path.join(env().dataDir, 'cache');
  return { row, paths, loaded: await loadModel({ files, signature, backend: payload.backend, cacheDir, ...where }) };
}

/** The file of a partition while it is written. */
export function scratchFile(workDir: string, index: number): string {
  return path.join(workDir, `part-${index}.parquet`);
}
