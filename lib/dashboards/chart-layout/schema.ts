import { z } from 'zod';

const mostBytes = 256 * 1024;

/** How the charts of all metrics are laid out, as far as it is not as usual. */
export const ChartLayout = z
  .object({
    first: z
      .record(z.string().max(500), z.array(z.string().max(500)).max(2_000))
      .default({})
      .describe('By section: the metrics whose panels come first, in this order; the others follow as usual'),
    sizes: z
      .record(z.string().max(500), z.enum(['S', 'L']))
      .default({})
      .describe('By metric: the size of its panel, where it is not the usual one'),
  })
  .refine(
    (layout) => Buffer.byteLength(JSON.stringify(layout)) <= mostBytes,
    `must be at most ${mostBytes} bytes of JSON in all`,
  );
export type ChartLayout = z.infer<typeof ChartLayout>;

export const SaveChartLayoutInput = z.object({
  layout: ChartLayout,
  revision: z
    .number()
    .int()
    .min(0)
    .max(1_000_000_000)
    .describe('The one that the layout starts from: refused where somebody has saved another since'),
});
export type SaveChartLayoutInput = z.infer<typeof SaveChartLayoutInput>;

export const ChartLayoutAnswer = z.object({
  layout: ChartLayout,
  /** Raised by each layout that is saved; 0: everything is as usual. */
  revision: z.number(),
});
export type ChartLayoutAnswer = z.infer<typeof ChartLayoutAnswer>;
