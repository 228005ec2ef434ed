import type { Statement } from '../../db/statement.ts';

export const mostAudits = 500;

/**
 * What was written down of deeds to a run: of itself, of its job, or of many runs at once; newest first. The events of a
 * project are read from the newest on, back to when the run was made.
 */
export function auditOfRun(input: { projectId: string; runId: string; jobId: string | null; since: Date }): Statement {
  return {
    name: 'audit-of-run',
    text: `SELECT actor, action, detail, at
           FROM traza.audit_event
           WHERE project_id = $1 AND at >= $4
             AND (subject = 'run ' || $2 OR subject = 'job ' || $3
                  OR (subject LIKE '% runs' AND detail -> 'runs' ? $2))
           ORDER BY id DESC LIMIT ${mostAudits}`,
    values: [input.projectId, input.runId, input.jobId ?? '', input.since],
  };
}
