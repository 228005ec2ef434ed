import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { SavedView } from '#lib/views/schema.ts';
import { setDefaultView } from '#lib/views/set-default-view.ts';

// PUT, DELETE /api/v1/experiments/{experiment}/views/{view}/default

const params = z.object({ experiment: z.coerce.number().int().positive(), view: z.string() });

export const PUT = defineRoute({
  summary: 'Open the experiment with this view',
  description: 'A shared view for everybody who has none of their own, a private one for you.',
  auth: 'owner',
  params,
  answer: SavedView,
  handler: ({ ctx, params: { experiment, view } }) =>
    setDefaultView({ ctx, input: { experimentId: experiment, viewId: view, isDefault: true } }),
});

export const DELETE = defineRoute({
  summary: 'Open the experiment with another view, or with none',
  auth: 'owner',
  params,
  answer: SavedView,
  handler: ({ ctx, params: { experiment, view } }) =>
    setDefaultView({ ctx, input: { experimentId: experiment, viewId: view, isDefault: false } }),
});
