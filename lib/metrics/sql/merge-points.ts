import type { RunStatement } from '../../db/statement.ts';
import { numbersText } from '../../db/text-array.ts';
import type { PointColumns } from '../blocks/points.ts';
import { hotRows, hotRowTexts, selectHotRows } from '../hot-rows.ts';
import { summarizePoints } from '../summarize-points.ts';
import { summaryColumns, summaryParameters, summaryTexts, summaryWidth, sumOf } from './summary-columns.ts';

const more = 2 + summaryWidth;

// A series that has no points yet takes first and last as they come: what its row says of them means nothing.
const earlier = 's.count = 0 OR (g.first_step, g.first_at) < (s.first_step, s.first_at)';
const later = 's.count = 0 OR (g.last_step, g.last_at, g.last) > (s.last_step, s.last_at, s.last)';

const text = `
  WITH added AS (
    INSERT INTO traza.metric_hot (series_id, steps, ats, "values", attempt)
    SELECT rows.*, $${more}::int FROM (${selectHotRows(more + 1)}) AS rows
  )
  UPDATE traza.metric_series s SET
    count = s.count + g.count, nan_count = s.nan_count + g.nan_count, hot = s.hot + g.count::int,
    sum = ${sumOf('s.sum', 'g.sum')},
    min = least(s.min, nullif(g.min_value, 'NaN')), max = greatest(s.max, nullif(g.max_value, 'NaN')),
    first_step = CASE WHEN ${earlier} THEN g.first_step ELSE s.first_step END,
    first_at = CASE WHEN ${earlier} THEN g.first_at ELSE s.first_at END,
    last_step = CASE WHEN ${later} THEN g.last_step ELSE s.last_step END,
    last_at = CASE WHEN ${later} THEN g.last_at ELSE s.last_at END,
    last = CASE WHEN ${later} THEN g.last ELSE s.last END
  FROM unnest($1::bigint[], ${summaryParameters(2)}) AS g(id, ${summaryColumns}) WHERE s.id = g.id`;

/**
 * Adds points to series that the transaction holds, wherever they lie among the others, and brings the summaries up to
 * date. None of them is there already: the caller has looked.
 */
export async function mergePoints(
  run: RunStatement,
  { series, attempt }: { series: { id: number; points: PointColumns }[]; attempt: number },
): Promise<void> {
  await run({
    name: 'merge-points',
    text,
    values: [
      numbersText(series.map((one) => one.id)),
      ...summaryTexts(series.map((one) => summarizePoints(one.points))),
      attempt,
      ...hotRowTexts(hotRows(series)),
    ],
  });
}
