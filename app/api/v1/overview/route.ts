import { defineRoute } from '#lib/http/define-route.ts';
import { getOverview } from '#lib/overview/get-overview.ts';
import { Overview } from '#lib/overview/schema.ts';

// GET /api/v1/overview: the home page in one answer.

export const GET = defineRoute({
  summary: 'What runs, what failed, what waits and why',
  auth: 'owner',
  answer: Overview,
  handler: ({ ctx }) => getOverview({ ctx }),
});
