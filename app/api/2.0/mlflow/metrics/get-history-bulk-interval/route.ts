import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { sampleHistory } from '#lib/metrics/sample-history.ts';
import { badParameter, missingParameter } from '#lib/mlflow/bad-parameter.ts';
import { MlflowError } from '#lib/mlflow/error-code.ts';
import { serializeHistory } from '#lib/mlflow/metric-history.ts';
import { OptionalInt, OptionalText, repeated } from '#lib/mlflow/wire.ts';

// GET /api/2.0/mlflow/metrics/get-history-bulk-interval?run_ids=&metric_key=&start_step=&end_step=&max_results=: of each
// run as many points as asked for, picked as MLflow does, except that a spike is picked before a plain point.

const mostRuns = 100;
const mostOfRun = 2_500;

export const GET = defineMlflowRoute({
  summary: 'Points picked from one metric of several runs',
  auth: 'owner',
  input: z.object({
    run_ids: repeated(z.string()),
    metric_key: OptionalText,
    start_step: OptionalInt,
    end_step: OptionalInt,
    max_results: OptionalInt,
  }),
  handler: async ({ ctx, input }) => {
    const { run_ids: runIds, metric_key: key, start_step: from, end_step: to, max_results: most = mostOfRun } = input;
    if (runIds.length === 0) throw missingParameter('run_ids');
    if (runIds.length > mostRuns) {
      throw refused(
        `GetMetricHistoryBulkInterval request must specify at most ${mostRuns} run_ids. Received ${runIds.length} run_ids.`,
      );
    }
    if (!key) throw missingParameter('metric_key');
    if (most < 1 || most > mostOfRun) {
      throw badParameter('max_results', most, `max_results must be between 1 and ${mostOfRun}.`);
    }
    if ((from === undefined) !== (to === undefined)) {
      throw refused('If either start step or end step are specified, both must be specified.');
    }
    if (from !== undefined && to !== undefined && from > to) {
      throw refused(`end_step must be greater than start_step. Found start_step=${from} and end_step=${to}.`);
    }
    const samples = await sampleHistory({ ctx, input: { runIds, key, most, from, to } });
    if (samples.length === 0) return {};
    return { metrics: samples.flatMap(({ runId, points }) => serializeHistory(points, key, runId)) };
  },
});

function refused(message: string): MlflowError {
  return new MlflowError('INVALID_PARAMETER_VALUE', message);
}
