import type { ChartAxis } from '#lib/metrics/chart/schema.ts';

/** What the panels of a page lie along: a step, a time, or another metric. */
export type PanelAxis = Exclude<ChartAxis, 'metric'> | { metric: string };

/** Written into addresses: `step`, `time`, `wall`, or `metric:<key>`. */
export function axisText(axis: PanelAxis): string {
  return typeof axis === 'string' ? axis : `metric:${axis.metric}`;
}

/** What axisText wrote; the step for anything else. */
export function readAxis(text: string): PanelAxis {
  if (text.startsWith('metric:') && text.length > 7) return { metric: text.slice(7) };
  return text === 'time' || text === 'wall' ? text : 'step';
}

/** A stretch of an axis. */
export interface Stretch {
  min: number;
  max: number;
}

export function stretchText(stretch: Stretch | undefined): string {
  return stretch ? `${stretch.min}..${stretch.max}` : '';
}

/** What stretchText wrote; undefined for anything else. */
export function readStretch(text: string): Stretch | undefined {
  const [, from, to] = /^(-?[\d.e+-]+?)\.\.(-?[\d.e+-]+)$/.exec(text) ?? [];
  const [min, max] = [Number(from), Number(to)];
  return from && to && Number.isFinite(min) && Number.isFinite(max) && max > min ? { min, max } : undefined;
}

/**
 * How many stretches of a series a panel of so many pixels draws: one for two dots of the screen, each with its lowest and its highest
 * point. In steps, so that a window that is drawn wider does not ask at each pixel. Whole in itself: earlyScript takes its text.
 */
export function stretchesFor(width: number, dots = globalThis.devicePixelRatio ?? 1): number {
  const [step, most] = [100, 1_000];
  const wanted = Math.ceil((width * dots) / 2 / step) * step;
  return Math.min(most, Math.max(step, wanted));
}
