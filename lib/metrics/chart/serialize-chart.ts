import { wireNumber } from '../wire-number.ts';
import type { Chart, ChartSeries } from './read-chart.ts';
import type { ChartAnswer } from './schema.ts';

/** A chart as JSON. */
export function serializeChart({ x, mark, series }: Chart): ChartAnswer {
  return { x, mark, series: series.map((one) => ({ ...one.head, buckets: serializeBuckets(one) })) };
}

function serializeBuckets({ buckets, xFirst, xLast }: ChartSeries): ChartAnswer['series'][number]['buckets'] {
  return Array.from(buckets.count, (count, index) => {
    const at = (column: Float64Array) => column[index] ?? 0;
    const numbers = count - at(buckets.nanCount);
    return {
      from: at(buckets.firstStep),
      to: at(buckets.lastStep),
      count,
      nanCount: at(buckets.nanCount),
      first: wireNumber(at(buckets.first)),
      last: wireNumber(at(buckets.last)),
      min: numbers === 0 ? null : wireNumber(at(buckets.min)),
      max: numbers === 0 ? null : wireNumber(at(buckets.max)),
      mean: numbers === 0 ? null : wireNumber(at(buckets.sum) / numbers),
      firstAt: at(buckets.firstAt),
      lastAt: at(buckets.lastAt),
      ...(xFirst && xLast ? { xFirst: place(at(xFirst)), xLast: place(at(xLast)) } : {}),
    };
  });
}

function place(value: number) {
  return Number.isNaN(value) ? null : wireNumber(value);
}
