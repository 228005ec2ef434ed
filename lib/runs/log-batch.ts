import { DatabaseError } from 'pg';
import type { Ctx } from '../context.ts';
import { db } from '../db/client.ts';
import type { RunStatement } from '../db/statement.ts';
import { DomainError, type FieldError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { addPoints } from '../metrics/add-points.ts';
import { type PackedPoints, packPoints } from '../metrics/pack-points.ts';
import type { Point } from '../metrics/schema.ts';
import { splitByKey } from '../metrics/split-by-key.ts';
import { knowsSeries, rememberSeries, writePoints } from '../metrics/write-points.ts';
import type { ModelPoint } from '../models/model-point.ts';
import { loggedModelNotFound } from '../models/require-logged-model.ts';
import { insertModelPoints } from '../models/sql/insert-model-points.ts';
import { paramEntries, writeParams } from '../params/write-params.ts';
import { tagWrite, writeTags } from '../tags/write-tags.ts';
import { writeTransaction } from '../write-transaction.ts';
import { heard } from './heard.ts';
import { checkOpen } from './open-for-writes.ts';
import { resealRun } from './reseal-run.ts';
import { insertBatch } from './sql/insert-batch.ts';
import { readRunState } from './sql/read-run-state.ts';

export interface LogBatchInput {
  runId: string;
  /** Any float64 values; `step` 0 and `at` (milliseconds since 1970) now where they are left out. */
  metrics?: { key: string; value: number; step?: number; at?: number }[];
  params?: Record<string, string>;
  tags?: Record<string, string>;
}

/** The same, its points checked and in columns. */
export interface PackedBatch {
  runId: string;
  points: PackedPoints;
  params?: Record<string, string>;
  tags?: Record<string, string>;
  /** Points that were measured of logged models too. */
  modelPoints?: ModelPoint[];
}

/**
 * Writes metrics, params and tags of a run: all of it or nothing. Points are kept as they come: late and out of order,
 * NaN and the infinities too; a point that is there already changes nothing. Runs that have ended take them as well.
 * @throws DomainError NOT_FOUND, INVALID_INPUT (steps or times that are no safe integers), CONFLICT (a param with
 *   another value; archived run; metrics or params for the run of a job), TOO_MANY_REQUESTS, LEASE_LOST
 */
export async function logBatch({ ctx, input }: { ctx: Ctx; input: LogBatchInput }): Promise<void> {
  const now = ctx.now().getTime();
  const points: Point[] = (input.metrics ?? []).map(({ key, value, step = 0, at = now }) => ({ key, value, step, at }));
  checkPoints(points);
  await logPackedBatch({ ctx, input: { ...input, points: packPoints(points) } });
}

/** logBatch for points in columns. @throws the same, and NOT_FOUND for a logged model */
export async function logPackedBatch({ ctx, input }: { ctx: Ctx; input: PackedBatch }): Promise<void> {
  const { runId, points } = input;
  const onlyPoints = points.size > 0 && isEmpty(input.params) && isEmpty(input.tags) && !input.modelPoints?.length;
  if (onlyPoints && !ctx.fence && '$transaction' in ctx.db) await writePoints({ ctx, input: { runId, points } });
  else await writeTogether(ctx, input);
  heard(ctx, runId);
  if (!onlyPoints) announce(ctx, { topic: 'run', id: runId });
  if (points.size > 0) announce(ctx, { topic: 'metrics', id: runId });
}

function isEmpty(record: Record<string, string> | undefined): boolean {
  for (const _ in record) return false;
  return true;
}

async function writeTogether(ctx: Ctx, input: PackedBatch): Promise<void> {
  const { runId, points, modelPoints = [] } = input;
  const projectId = ctx.project.id;
  const entries = paramEntries(input.params ?? {});
  const tags = tagWrite(ctx, { runId, tags: input.tags ?? {} });
  if (modelPoints.length === 0 && (await writeFirst(ctx, { runId, points, entries, tags }))) return;
  const attempt = ctx.fence?.attempt ?? 0;
  await writeTransaction(ctx, async (run) => {
    // All of them leave in one packet; whatever one of them refuses, the transaction takes back the others.
    const [params, tagged, read] = await allOf([
      entries.length > 0 ? writeParams(run, { ctx, runId, entries }) : undefined,
      tags ? writeTags(run, { ctx, write: tags }) : undefined,
      entries.length > 0 || tags ? undefined : readRunState(run, { projectId, runId }),
      points.size > 0 ? addPoints(run, { projectId, runId, points, attempt }) : undefined,
      modelPoints.length > 0 ? writeModelPoints(run, ctx, { runId, points: modelPoints }) : undefined,
    ]);
    // Any run takes tags; what a job measured takes nothing from outside, because reproductions are compared with it.
    checkOpen(ctx, runId, params?.state ?? tagged?.state ?? read, { tagging: tags !== undefined && points.size === 0 });
    if (params?.reseal || tagged?.reseal) await resealRun(run, { ctx, runId });
  });
}

/**
 * What a run logs first, in one statement: a third less work than the transaction, which is for everything else.
 * @returns false, and nothing was written, where it is not the first of its params and metrics, or cannot be written
 */
async function writeFirst(
  ctx: Ctx,
  batch: {
    runId: string;
    points: PackedPoints;
    entries: [key: string, value: string][];
    tags: ReturnType<typeof tagWrite>;
  },
): Promise<boolean> {
  const { runId, points, entries, tags } = batch;
  // Tags that name the run or its parent are written into its row too.
  if (ctx.fence || ctx.db !== db() || tags?.name || tags?.parentRunId !== undefined) return false;
  if (points.keys.some((key) => knowsSeries(runId, key))) return false;
  const write = { projectId: ctx.project.id, runId, params: entries, tags: tags?.entries ?? [] };
  try {
    const made = await insertBatch({ ...write, points: splitByKey(points) });
    if (made) rememberSeries(ctx, runId, made);
    return made !== undefined;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '23505') return false;
    throw error;
  }
}

/** Promise.all that waits for all of them before it fails: a statement that comes too late would be one by itself. */
async function allOf<T extends readonly unknown[]>(work: readonly [...T]): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

async function writeModelPoints(
  run: RunStatement,
  ctx: Ctx,
  { runId, points }: { runId: string; points: ModelPoint[] },
): Promise<void> {
  const [missing] = await insertModelPoints(run, { projectId: ctx.project.id, runId, points });
  if (missing !== undefined) throw loggedModelNotFound(missing);
}

function checkPoints(points: Point[]): void {
  const fields: FieldError[] = [];
  for (const [index, point] of points.entries()) {
    if (!Number.isSafeInteger(point.step)) {
      fields.push({ path: `metrics.${index}.step`, message: 'must be a whole number between -2^53 and 2^53' });
    }
    if (!Number.isSafeInteger(point.at)) {
      fields.push({ path: `metrics.${index}.at`, message: 'must be a whole number of milliseconds since 1970' });
    }
    if (fields.length >= 20) break;
  }
  const [first] = fields;
  if (first) throw new DomainError('INVALID_INPUT', `${first.path} ${first.message}.`, { fields });
}
