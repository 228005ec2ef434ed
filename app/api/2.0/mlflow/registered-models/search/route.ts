import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { mlflowRegisteredModel } from '#lib/mlflow/registered-model.ts';
import { readMaxResults, searchFields, TextList } from '#lib/mlflow/search.ts';
import { searchModels } from '#lib/models/search-models.ts';

// GET /api/2.0/mlflow/registered-models/search: prompts only where the filter asks for them.

export const GET = defineMlflowRoute({
  summary: 'Find registered models by filter, page by page',
  auth: 'owner',
  input: z.object({ ...searchFields, order_by: TextList }),
  handler: async ({ ctx, input }) => {
    const { models, nextPageToken } = await searchModels({
      ctx,
      input: {
        filter: input.filter,
        maxResults: readMaxResults(input.max_results, { usual: 100, most: 1_000 }),
        orderBy: input.order_by,
        pageToken: input.page_token,
      },
    });
    const registered = models.map(({ model, latest }) => mlflowRegisteredModel(model, latest));
    return {
      ...(registered.length > 0 ? { registered_models: registered } : {}),
      next_page_token: nextPageToken,
    };
  },
});
