import { DatabaseError } from 'pg';
import type { Ctx } from '../context.ts';
import { inTransaction } from '../db/statement.ts';
import { DomainError } from '../errors.ts';
import { runArchived, runNotFound, runOfJob } from '../runs/require-run.ts';
import { addPoints } from './add-points.ts';
import { type Append, appendBatch } from './append-batch.ts';
import { GroupCommit } from './group-commit.ts';
import { enterPoints } from './ingest-limit.ts';
import { limitTo } from './limit-to.ts';
import type { PackedPoints } from './pack-points.ts';
import { type KnownRun, SeriesCache } from './series-cache.ts';
import { type KeyPoints, splitByKey } from './split-by-key.ts';
import { type OpenedRun, openSeries } from './sql/open-series.ts';

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
  /** Runs whose series are being made or looked up: their next such requests wait. */
  turns: Map<string, Promise<unknown>>;
}

const slotKey = Symbol.for('traza.metricWriter');
const slots = globalThis as typeof globalThis & { [slotKey]?: Writer };

function writer(): Writer {
  slots[slotKey] ??= {
    cache: new SeriesCache(),
    groups: new GroupCommit(),
    alone: limitTo(mostLargeAtOnce),
    turns: new Map(),
  };
  return slots[slotKey];
}

/** Whether this process knows a series of a run; one that it does not know may be there all the same. */
export function knowsSeries(runId: string, key: string): boolean {
  return writer().cache.get(runId)?.series.has(key) === true;
}

/** Makes series known that were made elsewhere, so that the next points of them take one statement. */
export function rememberSeries(
  ctx: Pick<Ctx, 'project'>,
  runId: string,
  series: Iterable<{ key: string; id: number }>,
): void {
  writer().cache.remember(runId, ctx.project.id, series);
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
    await write(ctx, { ...input, byKey: splitByKey(input.points) }, writer());
  } finally {
    leave();
  }
}

async function write(ctx: Ctx, request: Request, { cache, groups, alone, turns }: Writer): Promise<void> {
  const { runId } = request;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const run = cache.get(runId);
    if (run && run.projectId !== ctx.project.id) throw runNotFound(ctx, runId);
    const append = run && appendOf(run, request);
    if (!append) {
      if (await inTurn(turns, runId, () => begin(ctx, request, { cache, alone }))) return;
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

/** undefined where a series of the request is not known. */
function appendOf(run: KnownRun, { runId, points, byKey }: Request): Append | undefined {
  const series: Append['series'] = [];
  for (const { key, points: own } of byKey) {
    const id = run.series.get(key);
    if (id === undefined) return undefined;
    series.push({ id, points: own });
  }
  return { runId, size: points.size, series };
}

/** One at a time for each run: of the requests that begin the same series the first makes them for all. */
async function inTurn<T>(turns: Writer['turns'], runId: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(runId);
  const mine = (async () => {
    await before?.catch(() => {});
    return work();
  })();
  turns.set(runId, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(runId) === mine) turns.delete(runId);
  }
}

/**
 * Makes the series that are not there yet, with the points of the request in them, and gets to know the others.
 * @returns false when nothing was written, and everything is known now
 * @throws DomainError NOT_FOUND, CONFLICT
 */
async function begin(
  ctx: Ctx,
  { runId, points, byKey }: Request,
  { cache, alone }: Pick<Writer, 'cache' | 'alone'>,
): Promise<boolean> {
  const projectId = ctx.project.id;
  const before = cache.get(runId);
  if (before && byKey.every((one) => before.series.has(one.key))) return false;
  let opened: OpenedRun | undefined;
  try {
    opened = await alone(() => openSeries({ projectId, runId, points: byKey }));
  } catch (error) {
    // Another process made one of them at the same moment: the next try will find it.
    if (error instanceof DatabaseError && error.code === '23505') return false;
    throw error;
  }
  if (!opened) throw runNotFound(ctx, runId);
  if (opened.kind !== 'external') throw runOfJob(runId);
  if (opened.archived) throw runArchived(runId);
  cache.remember(runId, projectId, opened.series);
  if (opened.series.some((one) => one.made)) return true;
  if (opened.series.length === byKey.length) return false;
  // Some are there, some are not.
  await alone(() => inTransaction(ctx.db, (run) => addPoints(run, { projectId, runId, points, attempt: 0 })));
  return true;
}
