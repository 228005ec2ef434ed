import type { ClientBase } from 'pg';
import type { Ctx } from '../../context.ts';
import { pool } from '../../db/client.ts';
import { inSnapshot } from '../../db/in-snapshot.ts';
import { DomainError } from '../../errors.ts';
import { type BucketColumns, newBuckets, pickBuckets } from '../blocks/buckets.ts';
import { foldStretch } from '../blocks/fold-stretch.ts';
import { readStretches } from '../blocks/read-stretches.ts';
import { everything, type Window } from '../blocks/stretch.ts';
import { decodeMark, encodeMark, type KnownSeries } from './chart-mark.ts';
import { stepsWithin, valueAtStep } from './metric-positions.ts';
import type { ChartAxis, ChartQuestion, ChartSeriesHead } from './schema.ts';
import { type ChartSeriesRow, chartSeries } from './sql/chart-series.ts';

/** One series of an answer. */
export interface ChartSeries {
  head: ChartSeriesHead;
  buckets: BucketColumns;
  /** Of x=metric: its values at the first and last step of each bucket. */
  xFirst?: Float64Array;
  xLast?: Float64Array;
}

export interface Chart {
  x: ChartAxis;
  mark: string;
  /** As chartVersion gives it. */
  version: string;
  series: ChartSeries[];
}

/** Buckets of all series of one answer. */
const mostBuckets = 1_000_000;

/**
 * The version of a chart, as cheap as it can be had: one look at the rows of its series. The same version means the same
 * points. @throws DomainError INVALID_INPUT
 */
export async function chartVersion({ ctx, input }: { ctx: Ctx; input: ChartQuestion }): Promise<string> {
  return versionOf(input, await seriesOf(pool(), ctx, input));
}

function versionOf(input: ChartQuestion, rows: readonly ChartSeriesRow[]): string {
  return JSON.stringify([input, rows.map(({ id, count, start }) => [id, count, start])]);
}

/**
 * The stretches of many series for a chart, from one snapshot: exact extremes at any zoom, a bounded number of blocks a
 * series. With `since` only what has changed. @throws DomainError INVALID_INPUT
 */
export async function readChart({ ctx, input }: { ctx: Ctx; input: ChartQuestion }): Promise<Chart> {
  const known = input.since === undefined ? new Map<number, KnownSeries>() : decodeMark(input.since);
  return inSnapshot(async (client) => {
    const all = await seriesOf(client, ctx, input);
    const rows = all.filter((row) => input.key.includes(row.key));
    const series =
      input.x === 'metric'
        ? await alongMetric(client, { input, known, rows, others: all.filter((row) => row.key === input.xKey) })
        : await alongAxis(client, { input, known, rows });
    return { x: input.x, mark: encodeMark(all), version: versionOf(input, all), series };
  });
}

async function seriesOf(on: Parameters<typeof chartSeries>[0], ctx: Ctx, input: ChartQuestion) {
  const { run: runIds, key, x, xKey, buckets } = input;
  if ((x === 'metric') !== (xKey !== undefined)) {
    throw new DomainError('INVALID_INPUT', 'xKey names the metric that is x: it belongs to x=metric, and only there.', {
      fields: [{ path: 'xKey', message: 'give it with x=metric' }],
    });
  }
  if (runIds.length * key.length * buckets > mostBuckets) {
    throw new DomainError('INVALID_INPUT', `Runs times keys times buckets must not be more than ${mostBuckets}.`, {
      fields: [{ path: 'buckets', message: 'ask for fewer, or for fewer series at once' }],
    });
  }
  const keys = xKey === undefined ? key : [...key, xKey];
  return chartSeries(on, { projectId: ctx.project.id, runIds, keys });
}

interface Asked {
  input: ChartQuestion;
  known: Map<number, KnownSeries>;
  rows: ChartSeriesRow[];
}

/** Stretches along the step or the time. */
async function alongAxis(client: ClientBase, { input, known, rows }: Asked): Promise<ChartSeries[]> {
  const changed = rows.filter((row) => known.get(row.id)?.count !== row.count);
  const tails = await readTails(client, { input, known, rows: changed });
  const wholes = await readBuckets(
    client,
    input,
    changed.filter((row) => !tails.has(row.id)).map((row) => ({ row, window: windowOf(input, row.start) })),
  );
  return rows.map((row) => {
    const tail = tails.get(row.id);
    const whole = wholes.get(row.id);
    if (tail) return seriesFrom(row, 'tail', tail);
    return whole ? seriesFrom(row, 'whole', whole) : seriesFrom(row, 'same', newBuckets(0));
  });
}

/** What lies behind the last known step of series that have grown, where that is all that is new: no point came late. */
async function readTails(client: ClientBase, { input, known, rows }: Asked): Promise<Map<number, BucketColumns>> {
  const asks = rows.flatMap((row) => {
    const before = known.get(row.id);
    const from = (before?.lastStep ?? 0) + 1;
    const open = input.to === undefined && (input.from === undefined || (input.x === 'step' && input.from <= from));
    if (!before || !open || row.count < before.count || from > everything.to) return [];
    return [{ row, added: row.count - before.count, window: { ...everything, from } }];
  });
  const tails = await readBuckets(client, input, asks);
  for (const { row, added } of asks) if (pointsOf(tails.get(row.id)) !== added) tails.delete(row.id);
  return tails;
}

/** Stretches along the step, with the values of another metric at their ends. */
async function alongMetric(
  client: ClientBase,
  { input, known, rows, others }: Asked & { others: ChartSeriesRow[] },
): Promise<ChartSeries[]> {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = input;
  const windowed = input.from !== undefined || input.to !== undefined;
  const steps = new Map<string, Window>();
  const rough = await readBuckets(
    client,
    input,
    others.map((row) => ({ row, window: everything })),
  );
  for (const { id, runId } of others) {
    const buckets = rough.get(id);
    const within = buckets && (windowed ? stepsWithin(buckets, { from, to }) : everything);
    if (within) steps.set(runId, { ...within, axis: 'step' });
  }
  const near = windowed
    ? await readBuckets(
        client,
        input,
        others.flatMap((row) => {
          const window = steps.get(row.runId);
          return window ? [{ row, window }] : [];
        }),
      )
    : rough;
  const places = new Map(others.map((row) => [row.runId, near.get(row.id) ?? newBuckets(0)]));
  // Its places may have changed as well as its points.
  const unchanged = (row: ChartSeriesRow) => known.get(row.id)?.count === row.count;
  const moved = new Set(others.filter((row) => !unchanged(row)).map((row) => row.runId));
  const asks = rows.flatMap((row) => {
    const window = steps.get(row.runId);
    return window && !(unchanged(row) && !moved.has(row.runId)) ? [{ row, window }] : [];
  });
  const read = await readBuckets(client, input, asks);
  return rows.map((row) => {
    const buckets = read.get(row.id);
    if (!buckets) return seriesFrom(row, steps.has(row.runId) ? 'same' : 'whole', newBuckets(0));
    return placed(row, buckets, places.get(row.runId) ?? newBuckets(0), { from, to });
  });
}

/** Buckets with their places on another metric, without those that lie outside the window. */
function placed(
  row: ChartSeriesRow,
  buckets: BucketColumns,
  places: BucketColumns,
  { from, to }: { from: number; to: number },
): ChartSeries {
  const first = buckets.firstStep.map((step) => valueAtStep(places, step));
  const last = buckets.lastStep.map((step) => valueAtStep(places, step));
  const kept = [...first.keys()].filter((index) => {
    const ends = [first[index] ?? Number.NaN, last[index] ?? Number.NaN].filter((end) => !Number.isNaN(end));
    return ends.length === 0
      ? !Number.isFinite(from) && !Number.isFinite(to)
      : Math.max(...ends) >= from && Math.min(...ends) <= to;
  });
  const series = seriesFrom(row, 'whole', pickBuckets(buckets, kept));
  const pick = (column: Float64Array) => Float64Array.from(kept, (index) => column[index] ?? 0);
  return { ...series, xFirst: pick(first), xLast: pick(last) };
}

async function readBuckets(
  client: ClientBase,
  { buckets, x }: ChartQuestion,
  asks: readonly { row: ChartSeriesRow; window: Window }[],
): Promise<Map<number, BucketColumns>> {
  const stretches = await readStretches(
    client,
    asks.map(({ row, window }) => ({
      seriesId: row.id,
      sealed: row.count - row.hot,
      hot: row.hot,
      window,
      entries: buckets,
    })),
  );
  const axis = x === 'time' || x === 'wall' ? 'at' : 'step';
  return new Map(Array.from(stretches, ([id, stretch]) => [id, foldStretch(stretch, axis, buckets)]));
}

/** The window of a question in steps, or in times since 1970. */
function windowOf({ x, from, to }: ChartQuestion, start: number): Window {
  const origin = x === 'time' ? start : 0;
  const place = (value: number) => Math.max(everything.from, Math.min(everything.to, value + origin));
  return {
    axis: x === 'step' ? 'step' : 'at',
    from: from === undefined ? everything.from : place(Math.ceil(from)),
    to: to === undefined ? everything.to : place(Math.floor(to)),
  };
}

function seriesFrom(row: ChartSeriesRow, state: ChartSeriesHead['state'], buckets: BucketColumns): ChartSeries {
  const points = pointsOf(buckets);
  return {
    head: {
      run: row.runId,
      key: row.key,
      state,
      count: row.count,
      points,
      exact: points === buckets.length,
      start: row.start,
    },
    buckets,
  };
}

function pointsOf(buckets: BucketColumns | undefined): number {
  return buckets ? buckets.count.reduce((sum, count) => sum + count, 0) : 0;
}
