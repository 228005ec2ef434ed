import { defineRoute } from '#lib/http/define-route.ts';
import { servedVersion } from '#lib/mlflow/served-version.ts';

// GET /version: the client asks this before it sends spans of a trace.

export const GET = defineRoute({
  summary: 'MLflow: the version whose calls are served',
  auth: 'public',
  answer: 'stream',
  handler: () => new Response(servedVersion, { headers: { 'content-type': 'text/plain; charset=utf-8' } }),
});
