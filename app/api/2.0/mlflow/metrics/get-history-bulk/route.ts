import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { readHistories } from '#lib/metrics/read-histories.ts';
import { badParameter } from '#lib/mlflow/bad-parameter.ts';
import { MlflowError } from '#lib/mlflow/error-code.ts';
import { serializeHistory } from '#lib/mlflow/metric-history.ts';
import { OptionalInt, OptionalText, repeated } from '#lib/mlflow/wire.ts';

// GET /api/2.0/mlflow/metrics/get-history-bulk?run_id=&run_id=&metric_key=: by run, then time; runs that are not there
// have no points.

const mostRuns = 100;
const mostPoints = 25_000;

export const GET = defineMlflowRoute({
  summary: 'The points of one metric of several runs',
  auth: 'owner',
  input: z.object({ run_id: repeated(z.string()), metric_key: OptionalText, max_results: OptionalInt }),
  handler: async ({ ctx, input }) => {
    const { run_id: runIds, metric_key: key, max_results: asked = mostPoints } = input;
    if (runIds.length === 0) throw refused('must specify at least one run_id.');
    if (runIds.length > mostRuns) {
      throw refused(`cannot specify more than ${mostRuns} run_ids. Received ${runIds.length} run_ids.`);
    }
    if (key === undefined) throw refused('must specify a metric_key.');
    if (asked < 0) throw badParameter('max_results', asked, 'It must not be negative.');
    const histories = await readHistories({ ctx, input: { runIds, key, most: Math.min(asked, mostPoints) } });
    return { metrics: histories.flatMap(({ runId, points }) => serializeHistory(points, key, runId)) };
  },
});

function refused(what: string): MlflowError {
  return new MlflowError('INVALID_PARAMETER_VALUE', `GetMetricHistoryBulk request ${what}`);
}
