import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listProjectActivity } from '#lib/projects/list-project-activity.ts';
import { ProjectActivity } from '#lib/projects/schema.ts';

// GET /api/v1/projects/activity: of all projects, as the list of them.

export const GET = defineRoute({
  summary: 'How much each project holds, and what goes on there',
  auth: 'owner',
  answer: z.object({ items: z.array(ProjectActivity) }),
  handler: async ({ ctx }) => ({ items: await listProjectActivity({ ctx }) }),
});
