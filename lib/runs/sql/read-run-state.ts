import type { RunStatement } from '../../db/statement.ts';
import type { RunState } from '../open-for-writes.ts';

/** What of a run of the project says whether it takes a write; nothing is held. */
export async function readRunState(
  run: RunStatement,
  args: { projectId: string; runId: string },
): Promise<RunState | undefined> {
  const [row] = await run<RunState & Record<string, unknown>>({
    name: 'read-run-state',
    text: `
      SELECT kind, status, archived_at IS NOT NULL AS archived FROM traza.run WHERE id = $1 AND (project_id = $2) IS TRUE`,
    values: [args.runId, args.projectId],
  });
  return row;
}
