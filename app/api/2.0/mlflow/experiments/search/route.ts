import { z } from 'zod';
import { searchExperiments } from '#lib/experiments/search-experiments.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { serializeMlflowExperiment } from '#lib/mlflow/experiment.ts';
import { BodyTextList, readMaxResults, searchFields, TextList, ViewType } from '#lib/mlflow/search.ts';

// GET, POST /api/2.0/mlflow/experiments/search: max_results must be given, as MLflow has it.

const fields = { ...searchFields, view_type: ViewType };
const limits = { usual: 0, most: 50_000 };

function search(order: typeof BodyTextList | typeof TextList) {
  return defineMlflowRoute({
    summary: 'Find experiments by filter, page by page',
    auth: 'owner',
    input: z.object({ ...fields, order_by: order }),
    handler: async ({ ctx, input }) => {
      const { experiments, nextPageToken } = await searchExperiments({
        ctx,
        input: {
          filter: input.filter,
          view: input.view_type,
          maxResults: readMaxResults(input.max_results, limits),
          orderBy: input.order_by,
          pageToken: input.page_token,
        },
      });
      return {
        ...(experiments.length > 0 ? { experiments: experiments.map(serializeMlflowExperiment) } : {}),
        next_page_token: nextPageToken,
      };
    },
  });
}

export const GET = search(TextList);

export const POST = search(BodyTextList);
