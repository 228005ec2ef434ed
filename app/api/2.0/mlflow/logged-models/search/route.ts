import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { MlflowError } from '#lib/mlflow/error-code.ts';
import { serializeLoggedModel } from '#lib/mlflow/logged-model.ts';
import { BodyExperimentIds, readExperimentIds, readMaxResults, searchFields } from '#lib/mlflow/search.ts';
import { Bool, OptionalText, repeated } from '#lib/mlflow/wire.ts';
import { parseLoggedModelOrder } from '#lib/models/logged-model-order.ts';
import { searchLoggedModels } from '#lib/models/search-logged-models.ts';

// POST /api/2.0/mlflow/logged-models/search: a dataset without a digest stands for all its digests.
// Pages end at 1,000 models however many are asked for, since MLflow knows no limit: the client goes on by the token.

const most = 1_000;

const DatasetFields = {
  dataset_name: OptionalText.transform((value) => value || undefined),
  dataset_digest: OptionalText.transform((value) => value || undefined),
};

export const POST = defineMlflowRoute({
  summary: 'Find logged models by filter, page by page',
  auth: 'owner',
  input: z.object({
    ...searchFields,
    experiment_ids: BodyExperimentIds,
    datasets: repeated(z.object(DatasetFields)),
    order_by: repeated(
      z.object({ field_name: z.string(), ascending: Bool.optional().default(true), ...DatasetFields }),
    ),
  }),
  handler: async ({ ctx, input }) => {
    const datasets = input.datasets.map(({ dataset_name: name, dataset_digest: digest }) => {
      if (name !== undefined) return { name, digest };
      throw new MlflowError('INVALID_PARAMETER_VALUE', '`dataset_name` in the `datasets` clause must be specified.');
    });
    const { models, nextPageToken } = await searchLoggedModels({
      ctx,
      input: {
        experimentIds: readExperimentIds(input.experiment_ids),
        filter: input.filter,
        datasets,
        maxResults: Math.min(most, readMaxResults(input.max_results || undefined, { usual: 50, most: 2 ** 31 })),
        orderBy: input.order_by.map((one) =>
          parseLoggedModelOrder({
            fieldName: one.field_name,
            ascending: one.ascending,
            datasetName: one.dataset_name,
            datasetDigest: one.dataset_digest,
          }),
        ),
        pageToken: input.page_token,
      },
    });
    return {
      ...(models.length > 0 ? { models: models.map(serializeLoggedModel) } : {}),
      next_page_token: nextPageToken,
    };
  },
});
