import { z } from 'zod';
import { getChartLayout } from '#lib/dashboards/chart-layout/get-chart-layout.ts';
import { saveChartLayout } from '#lib/dashboards/chart-layout/save-chart-layout.ts';
import { ChartLayoutAnswer, SaveChartLayoutInput } from '#lib/dashboards/chart-layout/schema.ts';
import { defineRoute } from '#lib/http/define-route.ts';

// GET, PUT /api/v1/experiments/{experiment}/chart-layout

const params = z.object({ experiment: z.coerce.number().int().positive() });

export const GET = defineRoute({
  summary: 'How the charts of an experiment are laid out',
  auth: 'owner',
  params,
  answer: ChartLayoutAnswer,
  handler: ({ ctx, params: { experiment } }) => getChartLayout({ ctx, input: { experimentId: experiment } }),
});

export const PUT = defineRoute({
  summary: 'Lay the charts of an experiment out in another way, for everybody',
  description: 'Answers 409 where the layout has another revision than this one starts from: somebody was first.',
  auth: 'owner',
  params,
  body: SaveChartLayoutInput,
  answer: ChartLayoutAnswer,
  handler: ({ ctx, params: { experiment }, body }) =>
    saveChartLayout({ ctx, input: { experimentId: experiment, ...body } }),
});
