import { defineRoute } from '#lib/http/define-route.ts';
import { groupRuns } from '#lib/runs/table/group-runs.ts';
import { GroupRunsInput, RunGroups } from '#lib/runs/table/schema.ts';

// POST /api/v1/runs/groups: seeds and folds of one trial are a group by all that they share.

export const POST = defineRoute({
  summary: 'The runs of a set in groups, with count, mean, standard deviation, least and greatest of metrics',
  description: 'Each group says as a filter which runs are in it, to be asked in place of the filter of the set.',
  auth: 'owner',
  body: GroupRunsInput,
  answer: RunGroups,
  handler: ({ ctx, body }) => groupRuns({ ctx, input: body }),
});
