import { defineRoute } from '#lib/http/define-route.ts';
import { jsonResponse } from '#lib/http/json-response.ts';
import { checkReadiness } from '#lib/http/readiness.ts';

// GET /readyz: 200 when work can be done here, 503 with the reason otherwise. Public: it names no data.

export const GET = defineRoute({
  summary: 'Is the database there and migrated',
  auth: 'public',
  answer: 'stream',
  handler: async () => {
    const readiness = await checkReadiness();
    return jsonResponse(readiness, { status: readiness.ready ? 200 : 503 });
  },
});
