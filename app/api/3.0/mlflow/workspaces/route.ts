import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { jsonResponse } from '#lib/http/json-response.ts';
import { refusePlaces, serializeWorkspace, WorkspaceName, workspaceFields } from '#lib/mlflow/workspace.ts';
import { createProject } from '#lib/projects/create-project.ts';
import { listProjects } from '#lib/projects/list-projects.ts';

// GET, POST /api/3.0/mlflow/workspaces: a workspace is a project, and looks past the one that the request names.

export const GET = defineMlflowRoute({
  summary: 'List the projects as workspaces',
  auth: 'owner',
  input: z.object({}),
  handler: async ({ ctx }) => ({ workspaces: (await listProjects({ ctx })).map(serializeWorkspace) }),
});

export const POST = defineMlflowRoute({
  summary: 'Make a project, which clients know as a workspace',
  auth: 'owner',
  conflict: 'RESOURCE_ALREADY_EXISTS',
  input: z.object({ name: WorkspaceName, ...workspaceFields }),
  handler: async ({ ctx, input }) => {
    refusePlaces(input);
    const project = await createProject({ ctx, input: { slug: input.name, name: input.description || undefined } });
    return jsonResponse({ workspace: serializeWorkspace(project) }, { status: 201 });
  },
});
