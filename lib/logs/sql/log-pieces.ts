import type { Statement } from '../../db/statement.ts';

/** Pieces of a run's log with ids in (after, last], oldest first; of some streams (`1 stdout`) where they are named. */
export function logPieces(input: {
  runId: string;
  after: number;
  last: number;
  attempt: number | null;
  streams: string[] | null;
  most: number;
}): Statement {
  return {
    name: 'log-pieces',
    text: `SELECT id::float8 AS id, attempt, stream, text, at
           FROM traza.log_chunk
           WHERE run_id = $1 AND id > $2 AND id <= $3 AND ($4::int IS NULL OR attempt = $4)
             AND ($5::text[] IS NULL OR attempt || ' ' || stream = ANY ($5))
           ORDER BY id LIMIT $6`,
    values: [input.runId, input.after, input.last, input.attempt, input.streams, input.most],
  };
}
