import type { Ctx } from '../context.ts';
import { requireVersion, type VersionRow } from '../datasets/require-version.ts';
import type { Column } from '../datasets/schema.ts';
import { columnsOf, readOptionsOf } from '../datasets/serialize-version.ts';
import { DomainError } from '../errors.ts';
import type { DatasetReference } from '../queue/kinds/train.ts';
import { canonicalJson } from '../recipes/canonical-json.ts';
import type { RecipeInput } from '../recipes/schema.ts';

export interface ResolvedDataset {
  id: string;
  /** Name of the dataset and number of the version, pinned. */
  name: string;
  version: number;
  /** For messages: "flights version 3". */
  label: string;
  digest: string;
  rowCount: number;
  columns: Column[];
  row: VersionRow;
}

/**
 * The dataset version a recipe names, pinned.
 * @param path where the recipe names it; errors carry it
 * @throws DomainError NOT_FOUND
 */
export async function resolveDataset(ctx: Ctx, reference: DatasetReference, path: string): Promise<ResolvedDataset> {
  const row = await requireVersion(ctx, reference).catch((error: unknown) => {
    if (!(error instanceof DomainError) || error.code !== 'NOT_FOUND') throw error;
    throw new DomainError('NOT_FOUND', error.message, {
      fields: [{ path, message: 'names no dataset version of this project' }],
      hint: error.hint ?? 'GET /api/v1/datasets lists the datasets of this project.',
    });
  });
  return {
    id: row.id,
    name: row.dataset.name,
    version: row.number,
    label: `${row.dataset.name} version ${row.number}`,
    digest: row.digest,
    rowCount: Number(row.rowCount),
    columns: columnsOf(row),
    row,
  };
}

/** The dataset as a recipe names it: by content, and by how its bytes are parsed. */
export function datasetRecipeInput(role: string, dataset: ResolvedDataset): RecipeInput {
  const readOptions = JSON.parse(canonicalJson(readOptionsOf(dataset.row)));
  return { role, type: 'dataset', digest: dataset.digest, format: dataset.row.format, readOptions };
}
