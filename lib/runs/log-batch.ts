import { assertFence, type Ctx, withTransaction } from '../context.ts';
import { DomainError, type FieldError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import type { Point } from '../metrics/schema.ts';
import { insertPoints } from '../metrics/sql/insert-points.ts';
import { setParams } from '../params/set-params.ts';
import { setTags } from '../tags/set-tags.ts';
import { runNotFound } from './require-run.ts';

export interface LogBatchInput {
  runId: string;
  /** Any float64 values; `step` 0 and `at` (milliseconds since 1970) now where they are left out. */
  metrics?: { key: string; value: number; step?: number; at?: number }[];
  params?: Record<string, string>;
  tags?: Record<string, string>;
}

/**
 * Writes metrics, params and tags of a run in one transaction: all of it or nothing. Points are kept as they come:
 * late, repeated and out of order, NaN and the infinities too.
 * @throws DomainError NOT_FOUND, INVALID_INPUT (steps or times that are no safe integers), CONFLICT (a param with
 *   another value), LEASE_LOST
 */
export async function logBatch({ ctx, input }: { ctx: Ctx; input: LogBatchInput }): Promise<void> {
  const { runId, params = {}, tags = {} } = input;
  const now = ctx.now().getTime();
  const points: Point[] = (input.metrics ?? []).map(({ key, value, step = 0, at = now }) => ({ key, value, step, at }));
  checkPoints(points);

  const writePoints = async (inner: Ctx) => {
    const attempt = ctx.fence?.attempt ?? 0;
    const found = await insertPoints(inner.db, { projectId: ctx.project.id, runId, attempt, points });
    if (!found) throw runNotFound(ctx, runId);
  };
  const onlyPoints = Object.keys(params).length === 0 && Object.keys(tags).length === 0 && !ctx.fence;
  if (onlyPoints) {
    // One statement is a transaction by itself, without the round trips of BEGIN and COMMIT.
    await writePoints(ctx);
  } else {
    await withTransaction(ctx, async (tx) => {
      await assertFence(tx);
      await setParams({ ctx: tx, input: { runId, params } });
      await setTags({ ctx: tx, input: { runId, tags } });
      if (points.length > 0) await writePoints(tx);
    });
  }
  if (!onlyPoints) announce(ctx, { topic: 'run', id: runId });
  if (points.length > 0) announce(ctx, { topic: 'metrics', id: runId });
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
