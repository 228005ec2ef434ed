import type { Ctx } from '../context.ts';
import { experimentIdOf } from '../mlflow/experiment-id.ts';
import { mlflowSpan, mlflowTraceInfo } from '../mlflow/trace.ts';
import { getSpans, type LoadedTrace } from './get-traces.ts';

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
