import type { Statement } from '../../../db/statement.ts';

const tables = { metric: 'traza.metric_series', param: 'traza.param', tag: 'traza.tag' } as const;

export interface DistinctKeysInput {
  kind: keyof typeof tables;
  experimentId: number;
  /** A pattern of ILIKE that keys must fit, and one that those fit which come first. */
  contains: string;
  begins: string;
  /** The last key of the page before, with its rank. */
  after: { rank: number; key: string } | undefined;
  limit: number;
  /** Keys that are looked at. */
  most: number;
}

export interface DistinctKey {
  /** null in a row that only says whether there are more keys than were looked at. */
  key: string | null;
  rank: number | null;
  more: boolean;
}

/**
 * The different keys of an experiment: from one to the next along an index of (experiment, key, ...), whatever the number of
 * rows that have it. 2,000 keys among 5 million rows take 25 ms, where DISTINCT takes 900.
 */
export function distinctKeys({ kind, ...input }: DistinctKeysInput): Statement {
  const table = tables[kind];
  return {
    name: `distinct-keys-${kind}`,
    text: `
      WITH RECURSIVE walked AS (
        (SELECT key FROM ${table} WHERE experiment_id = $1 ORDER BY key LIMIT 1)
        UNION ALL
        SELECT (SELECT t.key FROM ${table} t WHERE t.experiment_id = $1 AND t.key > walked.key ORDER BY t.key LIMIT 1)
        FROM walked WHERE walked.key IS NOT NULL
      ), seen AS MATERIALIZED (
        SELECT key FROM walked WHERE key IS NOT NULL LIMIT $7::int + 1
      ), ranked AS (
        SELECT key, CASE WHEN key ILIKE $3 THEN 0 ELSE 1 END AS rank
        FROM (SELECT key FROM seen LIMIT $7::int) AS within WHERE key ILIKE $2
      ), page AS (
        SELECT key, rank FROM ranked
        WHERE $4::int IS NULL OR rank > $4 OR (rank = $4 AND key COLLATE "C" > $5::text)
        ORDER BY rank, key COLLATE "C" LIMIT $6::int
      )
      SELECT page.key, page.rank, (SELECT count(*) FROM seen) > $7 AS more
      FROM (SELECT) AS one LEFT JOIN page ON true ORDER BY page.rank, page.key COLLATE "C"`,
    values: [
      input.experimentId,
      input.contains,
      input.begins,
      input.after?.rank ?? null,
      input.after?.key ?? null,
      input.limit,
      input.most,
    ],
  };
}
