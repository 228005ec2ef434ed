import { defineRoute } from '#lib/http/define-route.ts';
import { getStorage } from '#lib/overview/get-storage.ts';
import { Storage } from '#lib/overview/schema.ts';

// GET /api/v1/overview/storage: apart from the overview, because it reads every file of the project.

export const GET = defineRoute({
  summary: 'What the files of the project take, by kind',
  auth: 'owner',
  answer: Storage,
  handler: ({ ctx }) => getStorage({ ctx }),
});
