import { defineRoute } from '#lib/http/define-route.ts';
import { SearchAnswer, SearchInput } from '#lib/search/schema.ts';
import { searchEntities } from '#lib/search/search-entities.ts';

// GET /api/v1/search: what the command palette finds.

export const GET = defineRoute({
  summary: 'Find runs, experiments, datasets, models and jobs by name or id',
  auth: 'owner',
  query: SearchInput,
  answer: SearchAnswer,
  handler: ({ ctx, query }) => searchEntities({ ctx, input: query }),
});
