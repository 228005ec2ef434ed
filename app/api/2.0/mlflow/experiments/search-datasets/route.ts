import { z } from 'zod';
import { searchLoggedDatasets } from '#lib/datasets/search-logged-datasets.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { MlflowError } from '#lib/mlflow/error-code.ts';
import { experimentIdOf } from '#lib/mlflow/experiment-id.ts';
import { BodyExperimentIds, readExperimentIds } from '#lib/mlflow/search.ts';

// POST /api/2.0/mlflow/experiments/search-datasets: of at most 20 experiments.

const mostExperiments = 20;

export const POST = defineMlflowRoute({
  summary: 'The datasets that runs of some experiments logged',
  auth: 'owner',
  input: z.object({ experiment_ids: BodyExperimentIds }),
  handler: async ({ ctx, input }) => {
    const { experiment_ids: ids } = input;
    if (ids.length === 0) {
      throw new MlflowError(
        'INVALID_PARAMETER_VALUE',
        'SearchDatasets request must specify at least one experiment_id.',
      );
    }
    if (ids.length > mostExperiments) {
      throw new MlflowError(
        'INVALID_PARAMETER_VALUE',
        `SearchDatasets request cannot specify more than ${mostExperiments} experiment_ids. Received ${ids.length} experiment_ids.`,
      );
    }
    const found = await searchLoggedDatasets({ ctx, input: { experimentIds: readExperimentIds(ids) } });
    if (found.length === 0) return {};
    return {
      dataset_summaries: found.map(({ experiment, name, digest, context }) => ({
        experiment_id: experimentIdOf(experiment),
        name,
        digest,
        ...(context === null ? {} : { context }),
      })),
    };
  },
});
