import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { forgetProject } from '#lib/http/request-context.ts';
import { refusePlaces, serializeWorkspace, workspaceFields } from '#lib/mlflow/workspace.ts';
import { deleteProject } from '#lib/projects/delete-project.ts';
import { getProject } from '#lib/projects/get-project.ts';
import { renameProject } from '#lib/projects/rename-project.ts';

// GET, PATCH, DELETE /api/3.0/mlflow/workspaces/{workspace_name}: one that holds anything is not deleted, in no mode.

const named = z.object({ workspace_name: z.string() });

export const GET = defineMlflowRoute({
  summary: 'One project as a workspace',
  auth: 'owner',
  input: named,
  handler: async ({ ctx, input }) => ({
    workspace: serializeWorkspace(await getProject({ ctx, input: { slug: input.workspace_name } })),
  }),
});

export const PATCH = defineMlflowRoute({
  summary: 'Change the description of a workspace, which is the name of the project',
  auth: 'owner',
  input: named.extend(workspaceFields),
  handler: async ({ ctx, input }) => {
    refusePlaces(input);
    const slug = input.workspace_name;
    const project =
      input.description === undefined
        ? await getProject({ ctx, input: { slug } })
        : await renameProject({ ctx, input: { slug, name: input.description || slug } });
    return { workspace: serializeWorkspace(project) };
  },
});

export const DELETE = defineMlflowRoute({
  summary: 'Delete a project that holds nothing',
  auth: 'owner',
  conflict: 'RESOURCE_CONFLICT',
  input: named,
  handler: async ({ ctx, input }) => {
    await deleteProject({ ctx, input: { slug: input.workspace_name } });
    forgetProject(input.workspace_name);
    return new Response(null, { status: 204 });
  },
});
