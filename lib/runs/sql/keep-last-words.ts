import type { Pool } from 'pg';

/**
 * Writes when the clients of runs last wrote; rows that somebody else holds are left out, so that it waits for nobody.
 * A run that has said something later meanwhile is left as it is: each version of its row costs an entry in a dozen indexes.
 * @returns the ids that are done, also of runs that are gone
 */
export async function keepLastWords(pool: Pool, words: [runId: string, at: number][]): Promise<Set<string>> {
  const ids = words.map(([runId]) => runId);
  const { rows } = await pool.query<{ id: string }>({
    name: 'keep-last-words',
    text: `
      WITH word AS (
        SELECT id, to_timestamp(at / 1000) AS at FROM unnest($1::text[], $2::float8[]) AS t(id, at)
      ), free AS (
        SELECT r.id FROM traza.run r WHERE r.id = ANY($1::text[]) FOR NO KEY UPDATE SKIP LOCKED
      ), kept AS (
        UPDATE traza.run r SET last_word_at = word.at
        FROM word JOIN free ON free.id = word.id
        WHERE r.id = word.id AND (r.last_word_at < word.at OR r.last_word_at IS NULL)
      )
      SELECT id FROM free
      UNION ALL
      SELECT id FROM word WHERE NOT EXISTS (SELECT FROM traza.run r WHERE r.id = word.id)`,
    values: [ids, words.map(([, at]) => at)],
  });
  return new Set(rows.map((row) => row.id));
}
