import type { RunStatement } from '../../db/statement.ts';
import { numbersText } from '../../db/text-array.ts';
import type { PointColumns } from '../blocks/points.ts';

/**
 * Which points of series that the transaction holds are there already and not sealed.
 * @param given the sorted points of each series
 * @returns for each series the indexes of those points
 */
export async function findHotRepeats(
  run: RunStatement,
  given: readonly { id: number; points: PointColumns }[],
): Promise<number[][]> {
  const repeats: number[][] = given.map(() => []);
  const column = (pick: (points: PointColumns) => Float64Array) =>
    numbersText(given.flatMap(({ points }) => [...pick(points)]));
  const rows = await run<{ series: number; index: number }>({
    name: 'find-hot-repeats',
    text: `
      SELECT p.series, p.index
      FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS g(id, low, high, place)
      JOIN traza.metric_hot h
        ON h.series_id = g.id AND h.steps[1] <= g.high AND h.steps[cardinality(h.steps)] >= g.low
      CROSS JOIN unnest(h.steps, h.ats, h."values") AS there(step, at, value)
      JOIN unnest($4::int[], $5::int[], $6::bigint[], $7::bigint[], $8::float8[]) AS p(series, index, step, at, value)
        ON p.series = g.place - 1 AND p.step = there.step AND p.at = there.at AND p.value = there.value`,
    values: [
      numbersText(given.map(({ id }) => id)),
      numbersText(given.map(({ points }) => points.step[0] ?? 0)),
      numbersText(given.map(({ points }) => points.step[points.length - 1] ?? 0)),
      numbersText(given.flatMap(({ points }, series) => Array.from(points.step, () => series))),
      numbersText(given.flatMap(({ points }) => Array.from(points.step, (_, index) => index))),
      column((points) => points.step),
      column((points) => points.at),
      column((points) => points.value),
    ],
  });
  for (const { series, index } of rows) repeats[series]?.push(index);
  return repeats;
}
