import type { Ctx } from '../../context.ts';
import { Prisma } from '../../db/client.ts';

/** Tags or metadata of one trace: the last value stands, or with `keep` the one that is there. */
export async function upsertPairs(
  ctx: Ctx,
  table: 'trace_tag' | 'trace_metadata',
  { traceKey, pairs, keep = false }: { traceKey: bigint; pairs: [key: string, value: string][]; keep?: boolean },
): Promise<void> {
  if (pairs.length === 0) return;
  const sorted = [...new Map(pairs)].sort(([a], [b]) => (a < b ? -1 : 1));
  const target = table === 'trace_tag' ? Prisma.sql`traza.trace_tag` : Prisma.sql`traza.trace_metadata`;
  const then = keep ? Prisma.sql`DO NOTHING` : Prisma.sql`DO UPDATE SET value = excluded.value`;
  await ctx.db.$executeRaw`
    INSERT INTO ${target} (trace_key, key, value)
    SELECT ${traceKey}, key, value
    FROM unnest(${sorted.map(([key]) => key)}::text[], ${sorted.map(([, value]) => value)}::text[]) AS t(key, value)
    ON CONFLICT (trace_key, key) ${then}`;
}
