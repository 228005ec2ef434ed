import type { Ctx } from '../context.ts';
import { traceShape } from './trace-shape.ts';

/** Traces of this project by their ids, in the order asked; ids that name none are left out. */
export async function getTraces({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { ids: string[]; experimentIds?: number[] | undefined };
}) {
  const rows = await ctx.db.trace.findMany({
    where: {
      projectId: ctx.project.id,
      id: { in: input.ids },
      ...(input.experimentIds ? { experimentId: { in: input.experimentIds } } : {}),
    },
    include: traceShape,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(input.ids)].flatMap((id) => byId.get(id) ?? []);
}

export type LoadedTrace = Awaited<ReturnType<typeof getTraces>>[number];

/** The spans of these traces by the key of the trace, each trace's in the order they began. */
export async function getSpans({ ctx, input }: { ctx: Ctx; input: { keys: bigint[] } }) {
  const rows = await ctx.db.traceSpan.findMany({
    where: { traceKey: { in: input.keys }, trace: { projectId: ctx.project.id } },
    orderBy: [{ startNs: 'asc' }, { id: 'asc' }],
  });
  return Map.groupBy(rows, (row) => row.traceKey);
}

export type LoadedSpan = NonNullable<ReturnType<Awaited<ReturnType<typeof getSpans>>['get']>>[number];
