import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { experimentIdOf } from '../mlflow/experiment-id.ts';
import { mlflowSpan, mlflowTraceInfo } from '../mlflow/trace.ts';
import { getSpans, type LoadedTrace } from './get-traces.ts';
import { sizeStatsKey } from './trace-tags.ts';

/** The id under which clients know the experiment of each trace, by its number. */
async function experimentIds(ctx: Ctx, traces: LoadedTrace[]): Promise<Map<number, string>> {
  const rows = await ctx.db.experiment.findMany({
    where: { id: { in: [...new Set(traces.map((trace) => trace.experimentId))] } },
    select: { id: true, isDefault: true },
  });
  return new Map(rows.map((row) => [row.id, experimentIdOf(row)]));
}

/** Traces without their spans as MLflow's calls answer them. */
export async function answerTraceInfos(ctx: Ctx, traces: LoadedTrace[]) {
  const ids = await experimentIds(ctx, traces);
  return traces.map((trace) => mlflowTraceInfo(trace, ids.get(trace.experimentId) ?? String(trace.experimentId)));
}

const SizeStats = z.object({ num_spans: z.number() });

/** How many spans the client of a trace said it would send; 0 where it did not say. */
function announcedSpans(trace: LoadedTrace): number {
  const stats = trace.metadata.find(({ key }) => key === sizeStatsKey)?.value;
  if (stats === undefined) return 0;
  try {
    return SizeStats.parse(JSON.parse(stats)).num_spans;
  } catch {
    return 0;
  }
}

/** Those of the traces of which all spans are here, as far as their clients said how many there are. */
export async function completeTraces(ctx: Ctx, traces: LoadedTrace[]): Promise<LoadedTrace[]> {
  const counts = await ctx.db.traceSpan.groupBy({
    by: ['traceKey'],
    where: { traceKey: { in: traces.map((trace) => trace.key) } },
    _count: true,
  });
  const here = new Map(counts.map((row) => [row.traceKey, row._count]));
  return traces.filter((trace) => (here.get(trace.key) ?? 0) >= announcedSpans(trace));
}

/** Traces with their spans. */
export async function answerTraces(ctx: Ctx, traces: LoadedTrace[]) {
  const [infos, spans] = await Promise.all([
    answerTraceInfos(ctx, traces),
    getSpans({ ctx, input: { keys: traces.map((trace) => trace.key) } }),
  ]);
  return traces.map(({ key, id }, index) => {
    const own = (spans.get(key) ?? []).map((span) => mlflowSpan(span, id));
    return { trace_info: infos[index], ...(own.length > 0 ? { spans: own } : {}) };
  });
}
