import type { Statement } from '../../db/statement.ts';

/** What is known of the pieces of a run's log after an id without reading their text to the end; oldest first. */
export function pieceShapes(input: { runId: string; after: number; attempt: number | null; most: number }): Statement {
  return {
    name: 'log-piece-shapes',
    text: `SELECT id::float8 AS id, attempt, stream, length(text) AS chars,
                  length(text) - length(replace(text, E'\\n', '')) AS newlines, right(text, 1) = E'\\n' AS ends
           FROM traza.log_chunk
           WHERE run_id = $1 AND id > $2 AND ($3::int IS NULL OR attempt = $3)
           ORDER BY id LIMIT $4`,
    values: [input.runId, input.after, input.attempt, input.most],
  };
}
