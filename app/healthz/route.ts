import { defineRoute } from '#lib/http/define-route.ts';
import { textResponse } from '#lib/http/json-response.ts';

// GET /healthz: this process answers. Public, and open to any Host: a load balancer asks by address.

export const GET = defineRoute({
  summary: 'Is the process alive',
  auth: 'public',
  answer: 'stream',
  handler: () => textResponse('ok\n', { headers: { 'content-type': 'text/plain; charset=utf-8' } }),
});
