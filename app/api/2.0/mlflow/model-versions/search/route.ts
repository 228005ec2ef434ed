import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { mlflowModelVersion } from '#lib/mlflow/model-version.ts';
import { readMaxResults, searchFields, TextList } from '#lib/mlflow/search.ts';
import { searchVersions } from '#lib/models/search-versions.ts';

// GET /api/2.0/mlflow/model-versions/search: deleted ones are not there, those of prompts where the filter asks for them.

export const GET = defineMlflowRoute({
  summary: 'Find model versions by filter, page by page',
  auth: 'owner',
  input: z.object({ ...searchFields, order_by: TextList }),
  handler: async ({ ctx, input }) => {
    const { versions, nextPageToken } = await searchVersions({
      ctx,
      input: {
        filter: input.filter,
        maxResults: readMaxResults(input.max_results, { usual: 10_000, most: 200_000 }),
        orderBy: input.order_by,
        pageToken: input.page_token,
      },
    });
    return {
      ...(versions.length > 0 ? { model_versions: versions.map(mlflowModelVersion) } : {}),
      next_page_token: nextPageToken,
    };
  },
});
