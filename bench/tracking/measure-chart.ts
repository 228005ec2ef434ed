import { zstdDecompressSync } from 'node:zlib';
import { decodeChart } from '#lib/metrics/chart/decode-chart.ts';
import { median } from '../bar.ts';
import { HttpCaller, requestBytes } from './http-caller.ts';
import { type ChartData, chartCurve, chartSeries } from './seed-chart.ts';

export interface ChartFound {
  /** Milliseconds from the request to the last byte. */
  p50: number;
  worst: number;
  bytes: number;
  buckets: number;
}

const calls = 30;
const bucketsOfSeries = 400;

/** All panels in one request, as a page asks for them, compressed as for a browser. */
export async function measureChart({ url, data }: { url: string; data: ChartData }): Promise<ChartFound> {
  const target = { url, connections: 'keep-alive' } as const;
  const caller = new HttpCaller(target);
  const request = requestBytes(target, {
    method: 'POST',
    path: '/api/v1/metrics/chart',
    body: JSON.stringify({ run: data.runIds, key: data.keys, buckets: bucketsOfSeries }),
    headers: { 'accept-encoding': 'gzip, deflate, br, zstd' },
  });
  const times: number[] = [];
  let body = Buffer.alloc(0);
  // The first three find cold caches.
  for (let call = 0; call < calls + 3; call += 1) {
    const begun = performance.now();
    const answer = await caller.call(request);
    if (call >= 3) times.push(performance.now() - begun);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body.toString('utf8', 0, 1000)}`);
    body = Buffer.from(answer.body);
  }
  caller.close();
  const buckets = requireExtremes(data, zstdDecompressSync(body));
  return { p50: median(times), worst: Math.max(...times), bytes: body.length, buckets };
}

/** @throws Error unless every series is there, and its greatest and least value are those of its points */
function requireExtremes(data: ChartData, body: Uint8Array): number {
  const { series } = decodeChart(body);
  let buckets = 0;
  for (const [run, runId] of data.runIds.entries()) {
    for (const [index, key] of data.keys.entries()) {
      const found = series.find((one) => one.run === runId && one.key === key);
      const { length, seed } = chartSeries(data, run, index);
      if (found?.count !== length) throw new Error(`${key} of run ${run} has ${found?.count} points of ${length}.`);
      buckets += found.columns.min?.length ?? 0;
      const { value } = chartCurve({ key, length, seed });
      const least = Math.fround(value.reduce((a, b) => Math.min(a, b)));
      const greatest = Math.fround(value.reduce((a, b) => Math.max(a, b)));
      const drawn = [Math.min(...(found.columns.min ?? [])), Math.max(...(found.columns.max ?? []))];
      if (drawn[0] !== least || drawn[1] !== greatest) {
        throw new Error(`${key} of run ${run} is drawn between ${drawn.join(' and ')}, not ${least} and ${greatest}.`);
      }
    }
  }
  return buckets;
}
