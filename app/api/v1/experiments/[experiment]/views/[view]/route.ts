import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { deleteView } from '#lib/views/delete-view.ts';
import { DeletedView, SavedView, UpdateViewInput } from '#lib/views/schema.ts';
import { updateView } from '#lib/views/update-view.ts';

// PATCH, DELETE /api/v1/experiments/{experiment}/views/{view}

const params = z.object({ experiment: z.coerce.number().int().positive(), view: z.string() });

export const PATCH = defineRoute({
  summary: 'Change what a saved view shows, or its name',
  description: 'Answers 409 where the view has another revision than the change starts from: somebody was first.',
  auth: 'owner',
  params,
  body: UpdateViewInput,
  answer: SavedView,
  handler: ({ ctx, params: { experiment, view }, body }) =>
    updateView({ ctx, input: { experimentId: experiment, viewId: view, ...body } }),
});

export const DELETE = defineRoute({
  summary: 'Delete a saved view',
  description: 'The answer holds what brings it back when it is sent to the list of views.',
  auth: 'owner',
  params,
  answer: DeletedView,
  handler: ({ ctx, params: { experiment, view } }) =>
    deleteView({ ctx, input: { experimentId: experiment, viewId: view } }),
});
