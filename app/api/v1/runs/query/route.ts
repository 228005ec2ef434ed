import { defineRoute } from '#lib/http/define-route.ts';
import { queryRuns } from '#lib/runs/table/query-runs.ts';
import { QueryRunsInput, RunTableAnswer } from '#lib/runs/table/schema.ts';

// POST /api/v1/runs/query: a question, asked by POST because filters and columns are long.

export const POST = defineRoute({
  summary: 'One page of a table of runs: filtered, sorted by up to five keys, with the columns that are asked',
  description:
    'Columns are attributes, metric:<key> (its last value), metric:<key>:<figure>, param:<key>, tag:<key>, dataset:<field>. ' +
    'A key that ends in the word of a figure is named with one: metric:a:min:last. What is missing is null and comes last, ' +
    'NaN before it. Texts of more than 500 characters come cut, as { text, length }. A cursor costs the same on every ' +
    'page; an offset is for jumps and costs more the further down it goes.',
  auth: 'owner',
  body: QueryRunsInput,
  answer: RunTableAnswer,
  handler: ({ ctx, body }) => queryRuns({ ctx, input: body }),
});
