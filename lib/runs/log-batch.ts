import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { inTransaction } from '../db/statement.ts';
import { DomainError, type FieldError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { addPoints } from '../metrics/add-points.ts';
import { type PackedPoints, packPoints } from '../metrics/pack-points.ts';
import type { Point } from '../metrics/schema.ts';
import { writePoints } from '../metrics/write-points.ts';
import { setParams } from '../params/set-params.ts';
import { setTags } from '../tags/set-tags.ts';
import { heard } from './heard.ts';
import { requireClientRun, requireRun, runArchived } from './require-run.ts';

export interface LogBatchInput {
  runId: string;
  /** Any float64 values; `step` 0 and `at` (milliseconds since 1970) now where they are left out. */
  metrics?: { key: string; value: number; step?: number; at?: number }[];
  params?: Record<string, string>;
  tags?: Record<string, string>;
}

/**
 * Writes metrics, params and tags of a run in one transaction: all of it or nothing. Points are kept as they come: late
 * and out of order, NaN and the infinities too; a point that is there already changes nothing. Runs that have ended take
 * them as well.
 * @throws DomainError NOT_FOUND, INVALID_INPUT (steps or times that are no safe integers), CONFLICT (a param with
 *   another value, an archived run, metrics or params for the run of a job), TOO_MANY_REQUESTS, LEASE_LOST
 */
export async function logBatch({ ctx, input }: { ctx: Ctx; input: LogBatchInput }): Promise<void> {
  const now = ctx.now().getTime();
  const points: Point[] = (input.metrics ?? []).map(({ key, value, step = 0, at = now }) => ({ key, value, step, at }));
  checkPoints(points);
  await logPackedBatch({ ctx, input: { ...input, points: packPoints(points) } });
}

/** The same for points that are checked and in columns. */
export async function logPackedBatch({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; points: PackedPoints; params?: Record<string, string>; tags?: Record<string, string> };
}): Promise<void> {
  const { runId, points, params = {}, tags = {} } = input;
  const onlyPoints = points.size > 0 && Object.keys(params).length === 0 && Object.keys(tags).length === 0;
  if (onlyPoints && !ctx.fence && '$transaction' in ctx.db) {
    await writePoints({ ctx, input: { runId, points } });
  } else {
    await withTransaction(ctx, async (tx) => {
      await assertFence(tx);
      const onlyTags = points.size === 0 && Object.keys(params).length === 0;
      const run = await (ctx.fence || onlyTags ? requireRun(tx, runId) : requireClientRun(tx, runId));
      if (run.archivedAt) throw runArchived(runId);
      await setParams({ ctx: tx, input: { runId, params } });
      await setTags({ ctx: tx, input: { runId, tags } });
      if (points.size === 0) return;
      const attempt = ctx.fence?.attempt ?? 0;
      await inTransaction(tx.db, (run) => addPoints(run, { runId, points, attempt }));
    });
  }
  heard(ctx, runId);
  if (!onlyPoints) announce(ctx, { topic: 'run', id: runId });
  if (points.size > 0) announce(ctx, { topic: 'metrics', id: runId });
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
