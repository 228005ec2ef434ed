import type { WireNumber } from '#lib/metrics/schema.ts';

/** A number as JSON carries it, back to a float64. */
export function readNumber(value: WireNumber): number {
  return typeof value === 'number' ? value : Number(value);
}
