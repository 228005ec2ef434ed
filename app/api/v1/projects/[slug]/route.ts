import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { forgetProject } from '#lib/http/request-context.ts';
import { deleteProject } from '#lib/projects/delete-project.ts';
import { getProject } from '#lib/projects/get-project.ts';
import { renameProject } from '#lib/projects/rename-project.ts';
import { ProjectName, projectAnswer } from '#lib/projects/schema.ts';

// GET, PATCH, DELETE /api/v1/projects/{slug}: the slug never changes, addresses hold it.

const params = z.object({ slug: z.string() });

export const GET = defineRoute({
  summary: 'One project',
  auth: 'owner',
  params,
  answer: projectAnswer,
  handler: ({ ctx, params: { slug } }) => getProject({ ctx, input: { slug } }),
});

export const PATCH = defineRoute({
  summary: 'Give a project another name',
  auth: 'owner',
  params,
  body: z.object({ name: ProjectName }),
  answer: projectAnswer,
  handler: ({ ctx, params: { slug }, body }) => renameProject({ ctx, input: { slug, ...body } }),
});

export const DELETE = defineRoute({
  summary: 'Delete a project that holds nothing',
  auth: 'owner',
  params,
  answer: { status: 204 },
  handler: async ({ ctx, params: { slug } }) => {
    await deleteProject({ ctx, input: { slug } });
    forgetProject(slug);
    return undefined;
  },
});
