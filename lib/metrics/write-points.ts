import type { Ctx } from '../context.ts';
import { inTransaction } from '../db/statement.ts';
import { DomainError } from '../errors.ts';
import { runArchived, runNotFound, runOfJob } from '../runs/require-run.ts';
import { addPoints } from './add-points.ts';
import { type Append, appendBatch, brokenUnique, type Outcome } from './append-batch.ts';
import { GroupCommit, limitTo } from './group-commit.ts';
import { enterPoints } from './ingest-limit.ts';
import type { PackedPoints } from './pack-points.ts';
import { type KnownRun, SeriesCache } from './series-cache.ts';
import { findSeries } from './sql/find-series.ts';
import { startSeries } from './sql/start-series.ts';
import { summarizePoints } from './summarize-points.ts';
import { withoutRepeats } from './without-repeats.ts';

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
    await write(ctx, input.runId, withoutRepeats(input.points));
  } finally {
    leave();
  }
}

async function write(ctx: Ctx, runId: string, points: PackedPoints): Promise<void> {
  const { cache, groups, alone } = writer();
  for (let tries = 0; tries < mostTries; tries += 1) {
    const run = cache.get(runId);
    if (run && run.projectId !== ctx.project.id) throw runNotFound(ctx, runId);
    const append = run ? appendOf(run, runId, points) : 'unknown';
    if (append === 'unknown') {
      if (await begin(ctx, runId, points)) return;
      continue;
    }
    if (append !== 'late') {
      const outcome: Outcome =
        points.size <= smallRequest
          ? await groups.add(append)
          : ((await alone(() => appendBatch([append])))[0] ?? 'gone');
      if (outcome === 'written') return;
      if (outcome !== 'repeated') {
        cache.forget(runId);
        continue;
      }
    }
    return alone(() => inTransaction(ctx.db, (statement) => addPoints(statement, { runId, points, attempt: 0 })));
  }
  throw new DomainError('UNAVAILABLE', 'The metrics of this run are changed by others again and again.', {
    hint: 'Send the request again.',
  });
}

/** What is known of the run is enough to write at once, too little, or says that a transaction must look closer. */
function appendOf(run: KnownRun, runId: string, points: PackedPoints): Append | 'unknown' | 'late' {
  const summaries = summarizePoints(points);
  const series: Append['series'] = [];
  let late = false;
  for (const [index, key] of points.keys.entries()) {
    const known = run.series.get(key);
    const summary = summaries[index];
    if (!known?.made || !summary) return 'unknown';
    if (summary.firstStep <= known.sealedTo) late = true;
    series.push({ id: known.id, summary });
  }
  return late ? 'late' : { runId, points, series };
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
    found.series.map((one) => [
      one.key,
      { id: one.id, made: one.made, sealedTo: one.sealedTo ?? Number.NEGATIVE_INFINITY },
    ]),
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

/** Makes the series that are not there yet, with these points as their first. @returns false when others know them now */
function begin(ctx: Ctx, runId: string, points: PackedPoints): Promise<boolean> {
  const { cache, alone } = writer();
  return inTurn(runId, async () => {
    const before = cache.get(runId);
    const unknown = points.keys.filter((key) => !before?.series.has(key));
    const run = unknown.length > 0 || !before ? await lookUp(ctx, runId, unknown) : before;
    const known = points.keys.map((key) => run.series.get(key));
    const fresh = known.filter((one) => one && !one.made).length;
    if (fresh === 0) return false;
    if (fresh < points.keys.length) {
      await alone(() => inTransaction(ctx.db, (statement) => addPoints(statement, { runId, points, attempt: 0 })));
      // The series got other ids than those that were set aside.
      cache.forget(runId);
      return true;
    }
    const summaries = summarizePoints(points);
    const ids = Float64Array.from(known, (one) => one?.id ?? 0);
    const series = points.keys.flatMap((key, index) => {
      const summary = summaries[index];
      return summary ? [{ id: ids[index] ?? 0, key, summary }] : [];
    });
    const { size } = points;
    try {
      const there = await alone(() =>
        startSeries(runId, series, {
          seriesIds: Float64Array.from(points.keyOf.subarray(0, size), (key) => ids[key] ?? 0),
          step: points.step.subarray(0, size),
          at: points.at.subarray(0, size),
          value: points.value.subarray(0, size),
        }),
      );
      if (there) for (const one of known) if (one) one.made = true;
      if (!there) cache.forget(runId);
      return there;
    } catch (error) {
      cache.forget(runId);
      if (brokenUnique(error) === undefined) throw error;
      return false;
    }
  });
}
