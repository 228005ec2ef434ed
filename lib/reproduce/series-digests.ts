import { createHash } from 'node:crypto';
import type { Ctx } from '../context.ts';
import { inSnapshot } from '../db/in-snapshot.ts';
import { compareValues, joinPoints, newPoints, type PointColumns, slicePoints } from '../metrics/blocks/points.ts';
import { streamPoints } from '../metrics/blocks/stream-points.ts';
import { seriesRows } from '../metrics/sql/series-rows.ts';

/**
 * Digest of each metric of a run over (step, bits of the value), in that order, without times. However the points are
 * stored: the same points give the same digest.
 */
export async function seriesDigests(ctx: Ctx, runId: string): Promise<{ id: number; key: string; digest: string }[]> {
  return inSnapshot(async (client) => {
    const digests: { id: number; key: string; digest: string }[] = [];
    for (const { id, key, count } of await seriesRows(client, { projectId: ctx.project.id, runIds: [runId] })) {
      if (count === 0) continue;
      const hash = createHash('sha256');
      let separator = '';
      for await (const points of comparedParts(streamPoints(client, id))) {
        hash.update(separator + digestedText(points));
        separator = '\n';
      }
      digests.push({ id, key, digest: hash.digest('hex') });
    }
    return digests;
  });
}

/** The points of a series as they are compared: by step, then value. */
export async function comparedPoints(seriesId: number): Promise<{ step: number; value: number }[]> {
  return inSnapshot(async (client) => {
    const compared: { step: number; value: number }[] = [];
    for await (const { step, value } of comparedParts(streamPoints(client, seriesId))) {
      for (const [index, own] of step.entries()) compared.push({ step: own, value: value[index] ?? 0 });
    }
    return compared;
  });
}

/** The same parts in the order in which points are compared. A step that is not over yet is kept for the next part. */
async function* comparedParts(parts: AsyncIterable<PointColumns>): AsyncGenerator<PointColumns, void, void> {
  let kept = newPoints(0);
  for await (const part of parts) {
    const points = joinPoints([kept, part]);
    let end = points.length;
    while (end > 0 && points.step[end - 1] === points.step[points.length - 1]) end -= 1;
    kept = slicePoints(points, end);
    if (end > 0) yield byValue(slicePoints(points, 0, end));
  }
  if (kept.length > 0) yield byValue(kept);
}

function byValue(points: PointColumns): PointColumns {
  const { step, at, value } = points;
  if (step.every((own, index) => index === 0 || own !== step[index - 1])) return points;
  const order = [...step.keys()].sort(
    (a, b) =>
      (step[a] ?? 0) - (step[b] ?? 0) || compareValues(value[a] ?? 0, value[b] ?? 0) || (at[a] ?? 0) - (at[b] ?? 0),
  );
  const pick = (column: Float64Array) => Float64Array.from(order, (index) => column[index] ?? 0);
  return { length: points.length, step: pick(step), at: pick(at), value: pick(value) };
}

const bits = Buffer.alloc(8);

function digestedText({ step, value }: PointColumns): string {
  const lines: string[] = [];
  for (const [index, own] of step.entries()) {
    bits.writeDoubleBE(value[index] ?? 0);
    lines.push(`${own} ${bits.toString('hex')}`);
  }
  return lines.join('\n');
}
