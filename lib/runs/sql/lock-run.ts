import type { RunStatement } from '../../db/statement.ts';
import type { RunInfo } from '../run-record.ts';
import { runInfoColumns } from './run-info-columns.ts';

/**
 * Reads a run of the project and holds its row until the transaction ends. Whoever changes what a recipe is made of
 * (params, tags, inputs, the status) holds it, so that none of it changes while the recipe is sealed; points go on.
 */
export async function lockRun(
  run: RunStatement,
  args: { projectId: string; runId: string },
): Promise<RunInfo | undefined> {
  const [row] = await run<RunInfo & Record<string, unknown>>({
    name: 'lock-run',
    text: `
      SELECT ${runInfoColumns}
      FROM traza.run r LEFT JOIN traza.experiment e ON e.id = r.experiment_id
      WHERE r.id = $1 AND (r.project_id = $2) IS TRUE
      FOR NO KEY UPDATE OF r`,
    values: [args.runId, args.projectId],
  });
  return row;
}
