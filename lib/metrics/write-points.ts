import { DatabaseError } from 'pg';
import type { Ctx } from '../context.ts';
import { inTransaction } from '../db/statement.ts';
import { DomainError } from '../errors.ts';
import { runArchived, runNotFound, runOfJob } from '../runs/require-run.ts';
import { addPoints } from './add-points.ts';
import { type Append, appendBatch } from './append-batch.ts';
import { GroupCommit, limitTo } from './group-commit.ts';
import { hotRows } from './hot-rows.ts';
import { enterPoints } from './ingest-limit.ts';
import type { PackedPoints } from './pack-points.ts';
import { type KnownRun, SeriesCache } from './series-cache.ts';
import { type KeyPoints, splitByKey } from './split-by-key.ts';
import { findSeries } from './sql/find-series.ts';
import { startSeries } from './sql/start-series.ts';
import { summarizePoints } from './summarize-points.ts';

/** Requests of at most this many points are gathered; larger ones gain nothing by it. */
const smallRequest = 64;
const mostLargeAtOnce = 4;
/** What this process knew was out of date this often in a row: something else is wrong. */
const mostTries = 5;

/** The write side of the metric engine in this process. */
interface Writer {
  cache: SeriesCache;
  groups: GroupCommit;
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Runs whose new series are being made: their next writes wait. */
  making: Map<string, Promise<unknown>>;
}

const slotKey = Symbol.for('traza.metricWriter');
const slots = globalThis as typeof globalThis & { [slotKey]?: Writer };

function writer(): Writer {
  slots[slotKey] ??= {
    cache: new SeriesCache(),
    groups: new GroupCommit(),
    alone: limitTo(mostLargeAtOnce),
    making: new Map(),
  };
  return slots[slotKey];
}

/** One request: its points, and the same by metric. */
interface Request {
  runId: string;
  points: PackedPoints;
  byKey: KeyPoints[];
}

/**
 * Adds points to a run that a client logs, by themselves: durable when it returns. A series is a set of
 * (step, at, value): points that are there already change nothing. Steps and times must be safe integers.
 * Most calls are one statement, shared with the small calls of the same moment.
 * @throws DomainError NOT_FOUND, CONFLICT (run of a job, archived run), TOO_MANY_REQUESTS
 */
export async function writePoints({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; points: PackedPoints };
}): Promise<void> {
  const leave = enterPoints(input.points.size);
  try {
    await write(ctx, { ...input, byKey: splitByKey(input.points) });
  } finally {
    leave();
  }
}

async function write(ctx: Ctx, request: Request): Promise<void> {
  const { cache, groups, alone } = writer();
  const { runId } = request;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const run = cache.get(runId);
    if (run && run.projectId !== ctx.project.id) throw runNotFound(ctx, runId);
    const append = run && appendOf(run, request);
    if (!append) {
      if (await begin(ctx, request)) return;
      continue;
    }
    const small = append.size <= smallRequest;
    const outcome = small ? await groups.add(append) : (await alone(() => appendBatch([append])))[0];
    if (outcome === 'written') return;
    cache.forget(runId);
  }
  throw new DomainError('UNAVAILABLE', 'The metrics of this run are changed by others again and again.', {
    hint: 'Send the request again.',
  });
}

/** undefined where a series of the request is not known to be there. */
function appendOf(run: KnownRun, { runId, points, byKey }: Request): Append | undefined {
  const series: Append['series'] = [];
  for (const { key, points: own } of byKey) {
    const known = run.series.get(key);
    if (!known?.made) return undefined;
    series.push({ id: known.id, points: own });
  }
  return { runId, size: points.size, series };
}

/** Reads a run and its series from the database. @throws DomainError NOT_FOUND, CONFLICT */
async function lookUp(ctx: Ctx, runId: string, keys: string[]): Promise<KnownRun> {
  const found = await findSeries(ctx, { runId, keys });
  if (!found) throw runNotFound(ctx, runId);
  if (found.kind !== 'external') throw runOfJob(runId);
  if (found.archived) throw runArchived(runId);
  return writer().cache.remember(
    runId,
    ctx.project.id,
    found.series.map(({ key, id, made }) => [key, { id, made }]),
  );
}

/** One at a time for each run. */
async function inTurn<T>(runId: string, work: () => Promise<T>): Promise<T> {
  const { making } = writer();
  const before = making.get(runId);
  const mine = (async () => {
    await before?.catch(() => {});
    return work();
  })();
  making.set(runId, mine);
  try {
    return await mine;
  } finally {
    if (making.get(runId) === mine) making.delete(runId);
  }
}

/**
 * Makes the series that are not there yet, with the points of the request in them.
 * @returns false when nothing was written and everything is known now
 */
function begin(ctx: Ctx, request: Request): Promise<boolean> {
  const { cache, alone } = writer();
  const { runId, points, byKey } = request;
  return inTurn(runId, async () => {
    const before = cache.get(runId);
    const unknown = byKey.map((one) => one.key).filter((key) => !before?.series.has(key));
    const run = before && unknown.length === 0 ? before : await lookUp(ctx, runId, unknown);
    const known = byKey.map(({ key, points: own }) => ({ key, own, series: run.series.get(key) }));
    const fresh = known.flatMap(({ key, own, series }) => (series?.made === false ? [{ key, own, series }] : []));
    if (fresh.length === 0) return false;
    if (fresh.length < known.length) {
      await alone(() => inTransaction(ctx.db, (statement) => addPoints(statement, { runId, points, attempt: 0 })));
      // The new series have other ids than those that were set aside for them.
      cache.forget(runId);
      return true;
    }
    const series = fresh.map(({ key, own, series: { id } }) => ({ id, key, summary: summarizePoints(own) }));
    const rows = hotRows(fresh.map(({ own, series: { id } }) => ({ id, points: own })));
    try {
      const written = await alone(() => startSeries(runId, series, rows));
      for (const one of fresh) one.series.made = written;
      if (!written) cache.forget(runId);
      return written;
    } catch (error) {
      cache.forget(runId);
      // Another process made one of them at the same moment.
      if (error instanceof DatabaseError && error.code === '23505') return false;
      throw error;
    }
  });
}
