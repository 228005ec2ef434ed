import { z } from 'zod';
import type { Ctx } from '#lib/context.ts';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { textResponse } from '#lib/http/json-response.ts';
import { streamText } from '#lib/http/stream-text.ts';
import { mlflowRunItems, mlflowRunsFrame } from '#lib/mlflow/run-page.ts';
import {
  BodyExperimentIds,
  BodyTextList,
  readExperimentIds,
  readMaxResults,
  searchFields,
  ViewType,
} from '#lib/mlflow/search.ts';
import type { FoundRun } from '#lib/runs/search/ask-page.ts';
import { loadFoundRuns } from '#lib/runs/search/load-runs.ts';
import { searchRuns } from '#lib/runs/search-runs.ts';

// POST /api/2.0/mlflow/runs/search: ids of experiments that the project does not have hold no runs. A page of more than
// 1,000 runs is written piece by piece: 50,000 may be asked for, and would not fit into memory.

const atOnce = 1_000;

export const POST = defineMlflowRoute({
  summary: 'Find runs by filter, page by page',
  auth: 'owner',
  input: z.object({
    ...searchFields,
    experiment_ids: BodyExperimentIds,
    run_view_type: ViewType,
    order_by: BodyTextList,
  }),
  handler: async ({ ctx, input }) => {
    const { runs, nextPageToken } = await searchRuns({
      ctx,
      input: {
        experimentIds: readExperimentIds(input.experiment_ids),
        filter: input.filter,
        view: input.run_view_type,
        maxResults: readMaxResults(input.max_results, { usual: 1_000, most: 50_000 }),
        orderBy: input.order_by,
        pageToken: input.page_token,
      },
    });
    const { before, behind } = mlflowRunsFrame(runs.length > 0, nextPageToken);
    const first = mlflowRunItems(await loadFoundRuns(ctx, runs.slice(0, atOnce)));
    if (runs.length <= atOnce) return textResponse(before + first + behind);
    return streamText(further(ctx, before + first, runs.slice(atOnce), behind));
  },
});

async function* further(ctx: Ctx, begun: string, runs: FoundRun[], behind: string): AsyncGenerator<string, void, void> {
  yield begun;
  for (let from = 0; from < runs.length; from += atOnce) {
    yield `,${mlflowRunItems(await loadFoundRuns(ctx, runs.slice(from, from + atOnce)))}`;
  }
  yield behind;
}
