import { z } from 'zod';
import { defineRoute } from '#lib/http/define-route.ts';
import { listViews } from '#lib/views/list-views.ts';
import { saveView } from '#lib/views/save-view.ts';
import { SavedView, SaveViewInput } from '#lib/views/schema.ts';

// GET, POST /api/v1/experiments/{experiment}/views

const params = z.object({ experiment: z.coerce.number().int().positive() });

export const GET = defineRoute({
  summary: 'Saved views of an experiment: the shared ones and your own, by name',
  auth: 'owner',
  params,
  answer: z.object({ items: z.array(SavedView) }),
  handler: async ({ ctx, params: { experiment } }) => ({
    items: await listViews({ ctx, input: { experimentId: experiment } }),
  }),
});

export const POST = defineRoute({
  summary: 'Save a view of the runs of an experiment',
  description: 'With what the deletion of a view was answered with it brings that view back.',
  auth: 'owner',
  params,
  body: SaveViewInput,
  answer: { status: 201, schema: SavedView },
  idempotent: true,
  handler: ({ ctx, params: { experiment }, body }) => saveView({ ctx, input: { experimentId: experiment, ...body } }),
});
