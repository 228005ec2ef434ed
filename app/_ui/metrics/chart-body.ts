import type { PanelAxis, Stretch } from './chart-question.ts';

/** What a request for the points of panels says. Its text is what it is known by, so its fields have one order. */
export function chartBody(
  of: {
    runs: readonly string[];
    axis: PanelAxis;
    within: Stretch | undefined;
    buckets: number;
    since: string | undefined;
  },
  keys: readonly string[],
): object {
  const { runs, axis, within, buckets, since } = of;
  return {
    run: runs,
    key: keys,
    ...(typeof axis === 'string' ? { x: axis } : { x: 'metric', xKey: axis.metric }),
    ...(within ? { from: within.min, to: within.max } : {}),
    buckets,
    since,
  };
}
