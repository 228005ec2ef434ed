import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listProjectStorage } from '#lib/projects/list-project-storage.ts';
import { ProjectStorage } from '#lib/projects/schema.ts';

// GET /api/v1/projects/storage: apart from the activity, because it reads every file of every project.

export const GET = defineRoute({
  summary: 'What the files of each project take',
  auth: 'owner',
  answer: z.object({ items: z.array(ProjectStorage) }),
  handler: async ({ ctx }) => ({ items: await listProjectStorage({ ctx }) }),
});
