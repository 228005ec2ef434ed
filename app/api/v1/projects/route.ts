import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { createProject } from '#lib/projects/create-project.ts';
import { listProjects } from '#lib/projects/list-projects.ts';
import { createProjectInput, projectAnswer } from '#lib/projects/schema.ts';

// GET, POST /api/v1/projects: the only routes that look past one project.

export const GET = defineRoute({
  summary: 'List all projects',
  auth: 'owner',
  answer: z.object({ projects: z.array(projectAnswer) }),
  handler: async ({ ctx }) => ({ projects: await listProjects({ ctx }) }),
});

export const POST = defineRoute({
  summary: 'Create a project',
  auth: 'owner',
  body: createProjectInput,
  answer: { status: 201, schema: projectAnswer },
  idempotent: true,
  handler: ({ ctx, body }) => createProject({ ctx, input: body }),
});
