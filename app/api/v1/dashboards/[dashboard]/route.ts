import { z } from 'zod';
import { deleteDashboard } from '#lib/dashboards/delete-dashboard.ts';
import { getDashboard } from '#lib/dashboards/get-dashboard.ts';
import { Dashboard, DeletedDashboard, UpdateDashboardInput } from '#lib/dashboards/schema.ts';
import { updateDashboard } from '#lib/dashboards/update-dashboard.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET, PATCH, DELETE /api/v1/dashboards/{dashboard}

const params = z.object({ dashboard: z.string() });

export const GET = defineRoute({
  summary: 'A dashboard with its panels',
  auth: 'owner',
  params,
  answer: Dashboard,
  handler: ({ ctx, params: { dashboard } }) => getDashboard({ ctx, input: { dashboardId: dashboard } }),
});

export const PATCH = defineRoute({
  summary: 'Change the panels of a dashboard, its name, or who sees it',
  description: 'Answers 409 where the dashboard has another revision than the panels start from: somebody was first.',
  auth: 'owner',
  params,
  body: UpdateDashboardInput,
  answer: Dashboard,
  handler: ({ ctx, params: { dashboard }, body }) =>
    updateDashboard({ ctx, input: { dashboardId: dashboard, ...body } }),
});

export const DELETE = defineRoute({
  summary: 'Delete a dashboard',
  description: 'The answer holds what brings it back when it is sent to the list of dashboards.',
  auth: 'owner',
  params,
  answer: DeletedDashboard,
  handler: ({ ctx, params: { dashboard } }) => deleteDashboard({ ctx, input: { dashboardId: dashboard } }),
});
