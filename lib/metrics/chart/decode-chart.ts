import { type ChartHead, type ColumnHead, type ColumnName, chartMagic } from './chart-body.ts';
import type { ChartAxis, ChartSeriesHead } from './schema.ts';

/** One series of a decoded chart; columns that the answer does not have are missing. */
export interface DecodedSeries extends ChartSeriesHead {
  columns: Partial<Record<ColumnName, Float64Array>>;
}

export interface DecodedChart {
  x: ChartAxis;
  mark: string;
  series: DecodedSeries[];
}

const widths = { float64: 8, float32: 4, uint32: 4 };

/** Reads the body of a chart, as chart-body.ts describes it; in browsers too. @throws Error for anything else */
export function decodeChart(body: Uint8Array): DecodedChart {
  const text = new TextDecoder();
  if (body.length < 8 || text.decode(body.subarray(0, 4)) !== chartMagic) throw new Error('This is not a chart.');
  const length = new DataView(body.buffer, body.byteOffset).getUint32(4, true);
  const head = JSON.parse(text.decode(body.subarray(8, 8 + length))) as ChartHead;
  const total = head.series.reduce((sum, one) => sum + one.buckets, 0);
  const series = head.series.map(({ buckets: _, ...own }): DecodedSeries => ({ ...own, columns: {} }));
  let at = 8 + length;
  for (const column of head.columns) {
    const size = total * widths[column.type];
    if (at + size > body.length) throw new Error('This chart is cut short.');
    const values = readColumn(column, body.subarray(at, at + size), total);
    at += size;
    let start = 0;
    for (const [index, { buckets }] of head.series.entries()) {
      const part = values.subarray(start, start + buckets);
      start += buckets;
      if (column.form === 'differences') addUp(part);
      const own = series[index];
      if (own) own.columns[column.name] = part;
    }
  }
  return { x: head.x, mark: head.mark, series };
}

function readColumn({ type }: ColumnHead, planes: Uint8Array, count: number): Float64Array {
  const width = widths[type];
  const bytes = new Uint8Array(planes.length);
  for (let plane = 0; plane < width; plane += 1) {
    for (let index = 0; index < count; index += 1) bytes[index * width + plane] = planes[plane * count + index] ?? 0;
  }
  if (type === 'float64') return new Float64Array(bytes.buffer);
  return new Float64Array(type === 'float32' ? new Float32Array(bytes.buffer) : new Uint32Array(bytes.buffer));
}

function addUp(differences: Float64Array): void {
  for (let index = 1; index < differences.length; index += 1) {
    differences[index] = (differences[index] ?? 0) + (differences[index - 1] ?? 0);
  }
}
