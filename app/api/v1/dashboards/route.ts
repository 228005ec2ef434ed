import { z } from 'zod';
import { listDashboards } from '#lib/dashboards/list-dashboards.ts';
import { saveDashboard } from '#lib/dashboards/save-dashboard.ts';
import { Dashboard, DashboardEntry, SaveDashboardInput } from '#lib/dashboards/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET, POST /api/v1/dashboards

export const GET = defineRoute({
  summary: 'Dashboards of an experiment: the shared ones and your own, by name',
  auth: 'owner',
  query: z.object({ experimentId: z.coerce.number().int().positive() }),
  answer: z.object({ items: z.array(DashboardEntry) }),
  handler: async ({ ctx, query }) => ({ items: await listDashboards({ ctx, input: query }) }),
});

export const POST = defineRoute({
  summary: 'Save a dashboard of panels over the runs of an experiment',
  description: 'With what the deletion of a dashboard was answered with it brings that dashboard back.',
  auth: 'owner',
  body: SaveDashboardInput,
  answer: { status: 201, schema: Dashboard },
  idempotent: true,
  handler: ({ ctx, body }) => saveDashboard({ ctx, input: body }),
});
