import type { RunStatement } from '../../db/statement.ts';
import { runNameTag } from '../../tags/known-tags.ts';

export interface RunChange {
  runId: string;
  status: string;
  statusReason: string | null;
  /** Times as PostgreSQL reads them. */
  endedAt: string | null;
  heardAt: string;
  /** A new name, and the tag that says the same; null leaves both. */
  name: string | null;
}

/** Writes what changed of a run whose row the transaction holds. */
export async function writeRun(run: RunStatement, change: RunChange): Promise<void> {
  await run({
    name: 'write-run',
    text: `
      WITH named AS (
        INSERT INTO traza.tag (run_id, key, value) SELECT $1, $7::text, $6::text WHERE $6::text IS NOT NULL
        ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value
      )
      UPDATE traza.run SET status = $2, status_reason = $3::text, ended_at = $4::timestamptz,
        last_word_at = greatest(last_word_at, $5::timestamptz), name = coalesce($6::text, name)
      WHERE id = $1`,
    values: [change.runId, change.status, change.statusReason, change.endedAt, change.heardAt, change.name, runNameTag],
  });
}
