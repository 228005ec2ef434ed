import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import type { ExperimentRecord } from '../experiment-record.ts';
import { experimentColumns } from './experiment-columns.ts';

/** The record of one experiment of the project, by id (0: the default one) or by name. */
export async function experimentRecord(
  ctx: Ctx,
  by: { experimentId: number } | { name: string },
): Promise<ExperimentRecord | undefined> {
  const [row] = await runStatement<ExperimentRecord & Record<string, unknown>>(ctx.db, {
    name: 'experiment-record',
    text: `
      SELECT ${experimentColumns}
      FROM traza.experiment e
      WHERE e.project_id = $1 AND e.id = CASE
        WHEN $2::int > 0 THEN $2::int
        WHEN $2::int = 0 THEN (SELECT id FROM traza.experiment WHERE project_id = $1 AND is_default)
        ELSE (SELECT id FROM traza.experiment WHERE project_id = $1 AND name = $3::text) END`,
    values: [ctx.project.id, 'experimentId' in by ? by.experimentId : null, 'name' in by ? by.name : null],
  });
  return row;
}
