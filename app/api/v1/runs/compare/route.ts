import { defineRoute } from '#lib/http/define-route.ts';
import { compareRuns } from '#lib/runs/compare/compare-runs.ts';
import { CompareRunsAnswer, CompareRunsInput } from '#lib/runs/compare/schema.ts';

// POST /api/v1/runs/compare: a question, asked by POST because 500 ids are long.

export const POST = defineRoute({
  summary: 'Up to 500 runs side by side: params, metrics, tags, code, environment, data, models and files, row by row',
  description:
    'A row holds each value once, and for each run the place of its value, -1 where it has none. `differs` compares whole ' +
    'texts, also where they come cut, as { text, length, hash }. An answer holds about 100,000 values; `nextOffset` asks ' +
    'for the rows behind. Archived runs are compared like others; ids that name no run of the project are listed in `missing`.',
  auth: 'owner',
  body: CompareRunsInput,
  answer: CompareRunsAnswer,
  handler: ({ ctx, body }) => compareRuns({ ctx, input: body }),
});
