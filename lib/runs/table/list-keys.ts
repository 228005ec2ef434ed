import { z } from 'zod';
import type { Ctx } from '../../context.ts';
import { escapeLike } from '../../db/escape-like.ts';
import { runStatement } from '../../db/statement.ts';
import { requireExperiment } from '../../experiments/require-experiment.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { parseInput } from '../../parse-input.ts';
import { type KeysAnswer, ListKeysInput } from './schema.ts';
import { type DistinctKey, distinctKeys } from './sql/distinct-keys.ts';

/** Keys that are looked at; an experiment with more is searched by other means than a list. */
const mostKeys = 20_000;

const Place = z.object({ rank: z.number(), key: z.string() });

/**
 * The different keys of metrics, params or tags that runs of an experiment have, archived ones too: those that begin with a
 * text, then those that hold it, in the order of their bytes.
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT (cursor of another query)
 */
export async function listKeys({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number } & z.input<typeof ListKeysInput>;
}): Promise<KeysAnswer> {
  const { experimentId, ...rest } = input;
  const { kind, text, limit, cursor } = parseInput(ListKeysInput, rest, 'query');
  const { id } = await requireExperiment(ctx, experimentId);
  const query = { list: 'keys', project: ctx.project.id, experimentId, kind, text };
  const escaped = escapeLike(text);
  const rows = await runStatement<DistinctKey & Record<string, unknown>>(
    ctx.db,
    distinctKeys({
      kind,
      experimentId: id,
      contains: `%${escaped}%`,
      begins: `${escaped}%`,
      after: cursor === undefined ? undefined : decodeCursor(query, Place, cursor),
      limit: limit + 1,
      most: mostKeys,
    }),
  );
  const found = rows.flatMap(({ key, rank }) => (key === null ? [] : [{ key, rank: rank ?? 0 }]));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ key }) => key),
    nextCursor: found.length > limit && last ? encodeCursor(query, last) : null,
    complete: rows[0]?.more !== true,
  };
}
