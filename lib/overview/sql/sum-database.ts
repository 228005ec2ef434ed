import type { Ctx } from '../../context.ts';

/** Bytes of the whole database, and of the tables that grow with what is logged, with their indexes. */
export async function sumDatabase(ctx: Ctx): Promise<Record<'whole' | 'files' | 'metrics' | 'logs', number>> {
  const [sizes] = await ctx.db.$queryRaw<Record<'whole' | 'files' | 'metrics' | 'logs', number>[]>`
    SELECT pg_database_size(current_database())::float8 AS whole,
           pg_total_relation_size('traza.blob_chunk')::float8 AS files,
           (pg_total_relation_size('traza.metric_hot') + pg_total_relation_size('traza.metric_block')
             + pg_total_relation_size('traza.metric_series'))::float8 AS metrics,
           pg_total_relation_size('traza.log_chunk')::float8 AS logs`;
  return sizes ?? { whole: 0, files: 0, metrics: 0, logs: 0 };
}
