import { defineRoute } from '#lib/http/define-route.ts';

// GET /health: what MLflow's probes ask. It says that the process answers; /readyz says whether it can work.

export const GET = defineRoute({
  summary: 'MLflow: the server is there',
  auth: 'public',
  answer: 'stream',
  handler: () => new Response('OK', { headers: { 'content-type': 'text/plain; charset=utf-8' } }),
});
