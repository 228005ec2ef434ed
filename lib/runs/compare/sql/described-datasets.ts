import type { Ctx } from '../../../context.ts';
import { runStatement } from '../../../db/statement.ts';
import type { RunThing } from './things-of-runs.ts';

/** A logged dataset as its client described it, long texts cut. */
export interface DescribedDataset {
  [column: string]: unknown;
  id: string;
  schema: string | null;
  profile: string | null;
  source: string | null;
}

/** Descriptions are up to 20 KB, and runs of one experiment mostly share a few. */
const most = 1_000;

/** The logged datasets among what runs of the project read, by their ids: the first 1,000, each once. */
export async function describedDatasets(
  ctx: Ctx,
  things: readonly RunThing[],
): Promise<ReadonlyMap<string, DescribedDataset>> {
  const ids = [...new Set(things.flatMap((thing) => thing.datasetId ?? []))].slice(0, most);
  if (ids.length === 0) return new Map();
  const rows = await runStatement<DescribedDataset>(ctx.db, {
    name: 'compare-described-datasets',
    text: `
      SELECT d.id, left(d.schema, 20000) AS schema, left(d.profile, 2000) AS profile, left(d.source, 2000) AS source
      FROM traza.logged_dataset d WHERE d.id = ANY($1::text[]) AND (d.project_id = $2) IS TRUE`,
    values: [ids, ctx.project.id],
  });
  return new Map(rows.map((row) => [row.id, row]));
}
