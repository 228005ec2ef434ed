import { statementPool } from '../../db/client.ts';
import type { RunStatement } from '../../db/statement.ts';
import { hotRowArrays, hotRows, hotRowTexts, selectHotRows } from '../hot-rows.ts';
import type { KeyPoints } from '../split-by-key.ts';
import { summarizePoints } from '../summarize-points.ts';
import { summaryArrays, summaryColumns, summaryParameters, summaryTexts, summaryWidth } from './summary-columns.ts';

/** A series of a run by its key. */
export interface OpenedSeries {
  key: string;
  id: number;
  /** This call made it, with its points in it. */
  made: boolean;
}

/** The run, and what is there now of the asked series. */
export interface OpenedRun {
  kind: string;
  archived: boolean;
  series: OpenedSeries[];
}

/** A part of a statement that makes series with their first points; its parameters are those of `newSeriesArrays`. */
interface NewSeries {
  /** CTE `given`: the keys with their summaries and their place among each other. */
  given: string;
  /** CTEs `made` (key, id) and `added`: the rows of the series, and of their points. */
  made: (part: { source: string; where: string; onConflict?: string; attempt: string }) => string;
}

/** How many parameters new series take. */
export const newSeriesWidth = 1 + summaryWidth + 6;

/** @param from number of the first parameter */
export function newSeries(from: number): NewSeries {
  const rows = from + 1 + summaryWidth;
  return {
    given: `given AS MATERIALIZED (
    SELECT * FROM unnest($${from}::text[], ${summaryParameters(from + 1)}) WITH ORDINALITY AS g(key, ${summaryColumns}, place)
  )`,
    // Rows of points name their series by its place among the keys, since it has no id yet.
    made: ({ source, where, onConflict = '', attempt }) => `made AS (
    INSERT INTO traza.metric_series (run_id, experiment_id, key, count, nan_count, hot, sum, min, max,
      first_step, first_at, last_step, last_at, last)
    SELECT run.id, run.experiment_id, g.key, count, nan_count, count, sum, nullif(min_value, 'NaN'),
      nullif(max_value, 'NaN'), first_step, first_at, last_step, last_at, last
    FROM ${source} AS run, given g
    WHERE ${where}
    ORDER BY g.key ${onConflict}
    RETURNING key, id
  ), added AS (
    INSERT INTO traza.metric_hot (series_id, steps, ats, "values", attempt)
    SELECT made.id, r.steps, r.ats, r."values", ${attempt}
    FROM (${selectHotRows(rows)}) AS r(place, steps, ats, "values") JOIN given g ON g.place = r.place JOIN made ON made.key = g.key
  )`,
  };
}

/** Their values, for a statement on the pool. @param points by key, each once */
export function newSeriesArrays(points: readonly KeyPoints[]): (Buffer | string[])[] {
  return [
    points.map((one) => one.key),
    ...summaryArrays(points.map((one) => summarizePoints(one.points))),
    ...hotRowArrays(placed(points)),
  ];
}

const series = newSeries(3);

const text = ({ ofClient, onConflict }: { ofClient: boolean; onConflict: string }) => `
  WITH run AS MATERIALIZED (
    SELECT id, experiment_id, kind, archived_at IS NOT NULL AS archived FROM traza.run
    WHERE id = $1 AND (project_id = $2) IS TRUE
  ), ${series.given}, known AS MATERIALIZED (
    SELECT s.key, s.id FROM run, given g, traza.metric_series s WHERE s.run_id = run.id AND s.key = g.key
  ), ${series.made({
    source: 'run',
    where: `NOT EXISTS (SELECT FROM known k WHERE k.key = g.key)
      ${ofClient ? "AND kind = 'external' AND NOT archived AND NOT EXISTS (SELECT FROM known)" : ''}`,
    onConflict,
    attempt: `$${3 + newSeriesWidth}::int`,
  })}, opened AS (
    SELECT key, id, false AS made FROM known UNION ALL SELECT key, id, true FROM made
  )
  SELECT run.kind, run.archived, opened.key, opened.id::float8 AS id, opened.made FROM run LEFT JOIN opened ON true`;

const alone = text({ ofClient: true, onConflict: '' });
const within = text({ ofClient: false, onConflict: 'ON CONFLICT (run_id, key) DO NOTHING' });

interface Row {
  [column: string]: unknown;
  kind: string;
  archived: boolean;
  key: string | null;
  id: number | null;
  made: boolean | null;
}

function openedRun(found: Row[]): OpenedRun | undefined {
  const [first] = found;
  if (!first) return undefined;
  const series: OpenedSeries[] = [];
  for (const { key, id, made } of found) if (key !== null && id !== null) series.push({ key, id, made: made === true });
  return { kind: first.kind, archived: first.archived, series };
}

function placed(points: readonly KeyPoints[]) {
  return hotRows(points.map((one, index) => ({ id: index + 1, points: one.points })));
}

interface OpenSeriesInput {
  projectId: string;
  runId: string;
  /** By key, each once. */
  points: readonly KeyPoints[];
}

/**
 * Makes series of a run that a client logs, with their first points, in one statement of its own: all of them, or none
 * when one is there already, or when the run takes no points. They are made in the order of their keys, so that two
 * writers of the same new metrics do not wait for each other in a circle.
 * @returns undefined when the project has no such run
 * @throws DatabaseError 23505 when somebody else made one of them at the same moment; nothing was written
 */
export async function openSeries({ projectId, runId, points }: OpenSeriesInput): Promise<OpenedRun | undefined> {
  const answer = await statementPool().query<Row>({
    name: 'open-series',
    text: alone,
    values: [runId, projectId, ...newSeriesArrays(points), 0],
  });
  return openedRun(answer.rows);
}

/**
 * The same within a transaction, whoever logs the run: makes those series that are missing, and leaves the others as
 * they are. A key that somebody else makes at the same moment is missing in the answer, and there afterwards.
 */
export async function openSeriesWithin(
  run: RunStatement,
  { projectId, runId, points, attempt }: OpenSeriesInput & { attempt: number },
): Promise<OpenedRun | undefined> {
  const found = await run<Row>({
    name: 'open-series-within',
    text: within,
    values: [
      runId,
      projectId,
      points.map((one) => one.key),
      ...summaryTexts(points.map((one) => summarizePoints(one.points))),
      ...hotRowTexts(placed(points)),
      attempt,
    ],
  });
  return openedRun(found);
}
