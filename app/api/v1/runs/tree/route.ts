import { defineRoute } from '#lib/http/define-route.ts';
import { queryTree } from '#lib/runs/tree/query-tree.ts';
import { QueryTreeInput, TreeAnswer } from '#lib/runs/tree/schema.ts';

// POST /api/v1/runs/tree: a question, asked by POST because filters and columns are long.

export const POST = defineRoute({
  summary: 'Runs of an experiment as a tree: those right below a run, or below none',
  description:
    'A run stands below the one that it names as its parent (the tag mlflow.parentRunId) where that is one of the same ' +
    'experiment. With a filter the tree has the runs that fit and those above them, which say matches: false.',
  auth: 'owner',
  body: QueryTreeInput,
  answer: TreeAnswer,
  handler: ({ ctx, body }) => queryTree({ ctx, input: body }),
});
