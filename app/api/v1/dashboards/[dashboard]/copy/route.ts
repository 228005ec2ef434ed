import { z } from 'zod';
import { copyDashboard } from '#lib/dashboards/copy-dashboard.ts';
import { CopyDashboardInput, Dashboard } from '#lib/dashboards/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// POST /api/v1/dashboards/{dashboard}/copy

export const POST = defineRoute({
  summary: 'Copy a dashboard, also to another experiment of the project',
  auth: 'owner',
  params: z.object({ dashboard: z.string() }),
  body: CopyDashboardInput,
  answer: { status: 201, schema: Dashboard },
  idempotent: true,
  handler: ({ ctx, params: { dashboard }, body }) => copyDashboard({ ctx, input: { dashboardId: dashboard, ...body } }),
});
