import type { RunStatement } from '../../db/statement.ts';
import { decodePoints } from './decode-points.ts';
import { hasPoint, newPoints } from './points.ts';
import { blockBody, coveringBlocks } from './sql/covering-blocks.ts';

/**
 * Which of some points lie in sealed blocks of a series already. The caller holds the series' row, so that nothing is
 * sealed meanwhile.
 */
export async function findSealedRepeats<P extends { step: number; at: number; value: number }>(
  statement: RunStatement,
  seriesId: number,
  points: P[],
): Promise<P[]> {
  const columns = newPoints(points.length);
  for (const [index, point] of points.entries()) {
    columns.step[index] = point.step;
    columns.at[index] = point.at;
    columns.value[index] = point.value;
  }
  const steps = [...new Set(points.map((point) => point.step))];
  const sealed = new Set<number>();
  for (const index of await coveringBlocks(statement, { seriesId, steps })) {
    const body = await blockBody(statement, { seriesId, index });
    if (!body) continue;
    const block = decodePoints(body);
    for (let point = 0; point < points.length; point += 1) if (hasPoint(block, columns, point)) sealed.add(point);
  }
  return points.filter((_, index) => sealed.has(index));
}
