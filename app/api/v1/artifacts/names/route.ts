import { listLoggedNames } from '#lib/artifacts/across-runs/list-logged-names.ts';
import { LoggedNames, LoggedNamesInput } from '#lib/artifacts/across-runs/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// POST /api/v1/artifacts/names: a question, asked by POST because it names up to 500 runs.

export const POST = defineRoute({
  summary: 'The names under which many runs logged files of some endings',
  description:
    "Files that MLflow's log_image(key, step) wrote count under the path of their key, images/<key>; every other file " +
    'under its path.',
  auth: 'owner',
  body: LoggedNamesInput,
  answer: LoggedNames,
  handler: ({ ctx, body }) => listLoggedNames({ ctx, input: body }),
});
