import type { BucketColumns } from '../blocks/buckets.ts';
import { type ChartHead, type ColumnHead, type ColumnName, chartMagic, columnNames } from './chart-body.ts';
import type { Chart, ChartSeries } from './read-chart.ts';

const leastSingle = 2 ** -126;
const greatestSingle = (2 - 2 ** -23) * 2 ** 127;

/** A chart as the bytes that chart-body.ts describes. */
export function encodeChart({ x, mark, series }: Chart, precision: 'single' | 'exact'): Uint8Array<ArrayBuffer> {
  const columns = columnsOf(x === 'metric').map((name) => encodeColumn(name, series, precision));
  const head: ChartHead = {
    x,
    mark,
    series: series.map(({ head: own, buckets }) => ({ ...own, buckets: buckets.length })),
    columns: columns.map((column) => column.head),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const size = columns.reduce((sum, column) => sum + column.planes.length, 8 + text.length);
  const body = new Uint8Array(size);
  body.set(new TextEncoder().encode(chartMagic));
  new DataView(body.buffer).setUint32(4, text.length, true);
  body.set(text, 8);
  let at = 8 + text.length;
  for (const { planes } of columns) {
    body.set(planes, at);
    at += planes.length;
  }
  return body;
}

function columnsOf(withPlaces: boolean): readonly ColumnName[] {
  return withPlaces ? columnNames : columnNames.filter((name) => name !== 'xFirst' && name !== 'xLast');
}

function encodeColumn(
  name: ColumnName,
  series: readonly ChartSeries[],
  precision: 'single' | 'exact',
): { head: ColumnHead; planes: Uint8Array } {
  const parts = series.map((one) => partOf(one, name));
  if (name === 'count' || name === 'nanCount') {
    const values = new Uint32Array(join(parts));
    return { head: { name, type: 'uint32', form: 'plain' }, planes: planesOf(new Uint8Array(values.buffer), 4) };
  }
  if (name === 'firstStep' || name === 'lastStep' || name === 'firstAt' || name === 'lastAt') {
    const differences = differencesOf(parts);
    const values = differences ?? join(parts);
    const form = differences ? 'differences' : 'plain';
    return { head: { name, type: 'float64', form }, planes: planesOf(new Uint8Array(values.buffer), 8) };
  }
  const values = join(parts);
  // A mean is of nine digits anyway.
  if ((precision === 'single' || name === 'mean') && values.every(fitsSingle)) {
    const singles = new Float32Array(values);
    return { head: { name, type: 'float32', form: 'plain' }, planes: planesOf(new Uint8Array(singles.buffer), 4) };
  }
  return { head: { name, type: 'float64', form: 'plain' }, planes: planesOf(new Uint8Array(values.buffer), 8) };
}

function partOf({ buckets, xFirst, xLast }: ChartSeries, name: ColumnName): Float64Array {
  if (name === 'xFirst') return xFirst ?? new Float64Array(buckets.length);
  if (name === 'xLast') return xLast ?? new Float64Array(buckets.length);
  return name === 'mean' ? meansOf(buckets) : buckets[name];
}

function meansOf({ sum, count, nanCount, length }: BucketColumns): Float64Array {
  const means = new Float64Array(length);
  for (let index = 0; index < length; index += 1) {
    means[index] = (sum[index] ?? 0) / ((count[index] ?? 0) - (nanCount[index] ?? 0));
  }
  return means;
}

function join(parts: readonly Float64Array[]): Float64Array<ArrayBuffer> {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Undefined where they leave the safe integers. */
function differencesOf(parts: readonly Float64Array[]): Float64Array<ArrayBuffer> | undefined {
  const all = join(parts);
  let start = 0;
  for (const { length } of parts) {
    for (let index = start + length - 1; index > start; index -= 1) {
      const difference = (all[index] ?? 0) - (all[index - 1] ?? 0);
      if (!Number.isSafeInteger(difference)) return undefined;
      all[index] = difference;
    }
    start += length;
  }
  return all;
}

/** Whether a 32-bit float holds the first seven digits of it. */
function fitsSingle(value: number): boolean {
  if (!Number.isFinite(value) || value === 0) return true;
  const size = Math.abs(value);
  return size >= leastSingle && size <= greatestSingle;
}

function planesOf(bytes: Uint8Array, width: number): Uint8Array {
  const count = bytes.length / width;
  const planes = new Uint8Array(bytes.length);
  for (let plane = 0; plane < width; plane += 1) {
    for (let target = plane * count, from = plane; from < bytes.length; target += 1, from += width) {
      planes[target] = bytes[from] ?? 0;
    }
  }
  return planes;
}
