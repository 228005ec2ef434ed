import type { Bar } from '../bar.ts';
import type { BytesFound } from './measure-bytes.ts';
import type { ChartFound } from './measure-chart.ts';

export function bytesBar(name: string, most: number, found: BytesFound): Bar {
  const parts = Object.entries(found.tables).map(([table, bytes]) => `${table} ${bytes.toFixed(2)}`);
  return {
    name,
    goal: `<= ${most}`,
    measured: `${found.perPoint.toFixed(2)} (${parts.join(', ')})`,
    met: found.perPoint <= most,
    detail: { perPoint: found.perPoint, points: found.points, ...found.tables },
  };
}

export function chartBars({ p50, worst, bytes, buckets }: ChartFound): Bar[] {
  const detail = { p50, worst, bytes, buckets };
  return [
    {
      name: 'chart of 6 panels x 50 runs, one series of a million points, 400 buckets each: time of the server',
      goal: '< 300 ms',
      measured: `${p50.toFixed(0)} ms (worst ${worst.toFixed(0)} ms)`,
      met: p50 < 300,
      detail,
    },
    {
      name: 'the same chart, compressed',
      goal: '< 2 MB',
      measured: `${(bytes / 1e6).toFixed(2)} MB (${buckets.toLocaleString('en')} buckets)`,
      met: bytes < 2e6,
      detail,
    },
  ];
}
