import { defineRoute } from '#lib/http/define-route.ts';
import { changeRuns } from '#lib/runs/bulk/change-runs.ts';
import { BulkAnswer, BulkInput } from '#lib/runs/bulk/schema.ts';

// POST /api/v1/runs/bulk: may be repeated; what is as it would become is skipped.

export const POST = defineRoute({
  summary: 'Archive, restore, tag, untag or stop many runs',
  description:
    'Runs are named by up to 10,000 ids, or as all of a set with the number that the user saw; where the set has another ' +
    'number by now, nothing is changed. Every run is changed or counted with the reason why not. `undo` holds the calls ' +
    'that take it back.',
  auth: 'owner',
  body: BulkInput,
  answer: BulkAnswer,
  handler: ({ ctx, body }) => changeRuns({ ctx, input: body }),
});
