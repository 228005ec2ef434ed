import type { Ctx } from '../../context.ts';
import { Prisma } from '../../db/client.ts';

/** A tag or a piece of metadata of a trace. */
export interface TracePair {
  traceKey: bigint;
  key: string;
  value: string;
}

/** Writes tags or metadata of traces: the last value stands, or with `keep` the one that is there. */
export async function upsertPairs(
  ctx: Ctx,
  table: 'trace_tag' | 'trace_metadata',
  { pairs, keep = false }: { pairs: TracePair[]; keep?: boolean },
): Promise<void> {
  if (pairs.length === 0) return;
  // A statement may touch a row once; in one order, so that two writers cannot lock each other out.
  const latest = [...new Map(pairs.map((pair) => [`${pair.traceKey} ${pair.key}`, pair])).values()].sort(
    (a, b) => Number(a.traceKey - b.traceKey) || (a.key < b.key ? -1 : 1),
  );
  const target = table === 'trace_tag' ? Prisma.sql`traza.trace_tag` : Prisma.sql`traza.trace_metadata`;
  const then = keep ? Prisma.sql`DO NOTHING` : Prisma.sql`DO UPDATE SET value = excluded.value`;
  await ctx.db.$executeRaw`
    INSERT INTO ${target} (trace_key, key, value)
    SELECT * FROM unnest(
      ${latest.map((pair) => pair.traceKey)}::bigint[], ${latest.map((pair) => pair.key)}::text[],
      ${latest.map((pair) => pair.value)}::text[])
    ON CONFLICT (trace_key, key) ${then}`;
}
