import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import type { ExperimentRecord } from '../experiment-record.ts';
import { experimentColumns } from './experiment-columns.ts';

/** The records of experiments of the project, in the order of `ids`. */
export async function experimentRecords(ctx: Ctx, ids: number[]): Promise<ExperimentRecord[]> {
  if (ids.length === 0) return [];
  const rows = await runStatement<ExperimentRecord & Record<string, unknown>>(ctx.db, {
    name: 'experiment-records',
    text: `
      SELECT ${experimentColumns}
      FROM traza.experiment e WHERE e.project_id = $1 AND e.id = ANY($2::int[])`,
    values: [ctx.project.id, ids],
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
