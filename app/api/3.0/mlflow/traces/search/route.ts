import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { TraceLocation } from '#lib/mlflow/trace.ts';
import { OptionalInt, OptionalText, repeated } from '#lib/mlflow/wire.ts';
import { answerTraceInfos } from '#lib/traces/answer-traces.ts';
import { getTraces } from '#lib/traces/get-traces.ts';
import { searchTraces } from '#lib/traces/search-traces.ts';

// POST /api/3.0/mlflow/traces/search: at most 500 at once. The page token belongs to its query.

const mostTraces = 500;

export const POST = defineMlflowRoute({
  summary: 'Traces of experiments that fit a filter',
  auth: 'owner',
  input: z.object({
    locations: z.array(TraceLocation),
    filter: OptionalText,
    max_results: OptionalInt.refine(
      (value) => value === undefined || (value > 0 && value <= mostTraces),
      `must be between 1 and ${mostTraces}`,
    ),
    order_by: repeated(z.string()),
    page_token: OptionalText,
  }),
  handler: async ({ ctx, input }) => {
    const { ids, cursor } = await searchTraces({
      ctx,
      input: {
        experimentIds: input.locations.map((location) => location.mlflow_experiment.experiment_id),
        filter: input.filter ?? '',
        orderBy: input.order_by,
        limit: input.max_results ?? 100,
        cursor: input.page_token || undefined,
      },
    });
    const traces = await answerTraceInfos(ctx, await getTraces({ ctx, input: { ids } }));
    return { ...(traces.length > 0 ? { traces } : {}), ...(cursor === undefined ? {} : { next_page_token: cursor }) };
  },
});
