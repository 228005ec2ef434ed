import { defineRoute } from '#lib/http/define-route.ts';
import { jsonResponse } from '#lib/http/json-response.ts';
import { openApi } from '#lib/http/openapi.ts';
import { routeTable } from '#lib/http/route-table.ts';

// GET /api/v1/openapi.json: made from the same schemas that validate, so it cannot differ from what the server does.

export const GET = defineRoute({
  summary: 'This API as an OpenAPI 3.1 document',
  auth: 'owner',
  answer: 'stream',
  handler: () => jsonResponse(openApi(routeTable().entries)),
});
