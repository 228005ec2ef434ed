import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';

// GET /api/3.0/mlflow/server-info: the client asks this when a workspace is set; a workspace is one of our projects.

export const GET = defineMlflowRoute({
  summary: 'What the server is',
  auth: 'owner',
  input: z.object({}),
  handler: () => ({ store_type: 'SqlStore', workspaces_enabled: true }),
});
