import { randomBytes } from 'node:crypto';
import { defineRoute } from '#lib/http/define-route.ts';
import { textResponse } from '#lib/http/json-response.ts';
import { openApi } from '#lib/http/openapi.ts';
import { renderReference } from '#lib/http/render-reference.ts';
import { routeTable } from '#lib/http/route-table.ts';

// GET /api/v1/docs: the reference for people; plain HTML, no script.

export const GET = defineRoute({
  summary: 'This API as a page to read',
  auth: 'owner',
  answer: 'stream',
  handler: () => {
    const nonce = randomBytes(16).toString('base64');
    return textResponse(renderReference(openApi(routeTable().entries), nonce), {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      },
    });
  },
});
