import type { Pool } from 'pg';
import type { Fence } from '../context.ts';

export type LogStream = 'stdout' | 'stderr' | 'platform';

/** A piece of a stream: text of any length, lines and carriage returns as they were written. */
export interface LogPiece {
  stream: LogStream;
  text: string;
}

// PostgreSQL's text cannot hold the zero byte; the symbol for it can be read.
const nul = /\0/g;

/**
 * Adds pieces to a run's log in their order, in one statement.
 * @param fence refuses an attempt that no longer holds its job; none for lines of the platform and of helpers
 * @returns false when the fence refused them
 */
export async function appendLogChunks(
  pool: Pool,
  { runId, attempt, pieces, fence }: { runId: string; attempt: number; pieces: LogPiece[]; fence?: Fence },
): Promise<boolean> {
  const answer = await pool.query({
    name: 'append-log',
    // Writers of one run take turns: readers follow the ids, and one that became visible late would be skipped.
    text: `WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended($1, 7)))
           INSERT INTO traza.log_chunk (run_id, attempt, stream, text, at)
           SELECT $1, $2, stream, text, clock_timestamp()
           FROM turn, unnest($3::text[], $4::text[]) WITH ORDINALITY AS piece(stream, text, place)
           WHERE $5::text IS NULL OR EXISTS (SELECT 1 FROM traza.job
             WHERE id = $5 AND worker_id = $6 AND attempt = $2 AND state = 'running')
           ORDER BY place`,
    values: [
      runId,
      attempt,
      pieces.map((piece) => piece.stream),
      pieces.map((piece) => piece.text.replace(nul, '\u2400')),
      fence?.jobId ?? null,
      fence?.workerId ?? null,
    ],
  });
  return answer.rowCount === pieces.length;
}
