import { listLoggedFiles } from '#lib/artifacts/across-runs/list-logged-files.ts';
import { LoggedFiles, LoggedFilesInput } from '#lib/artifacts/across-runs/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// POST /api/v1/artifacts/files: a question, asked by POST because it names up to 500 runs.

export const POST = defineRoute({
  summary: 'The files that many runs logged under one name, by run and step',
  description: 'Download them from /runs/{run}/artifacts/{path}.',
  auth: 'owner',
  body: LoggedFilesInput,
  answer: LoggedFiles,
  handler: ({ ctx, body }) => listLoggedFiles({ ctx, input: body }),
});
