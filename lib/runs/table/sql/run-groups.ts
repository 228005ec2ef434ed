import { type Sql, sql, sqlJoin, sqlText } from '../../../db/sql.ts';
import { type RunStatus, runStatuses } from '../../schema.ts';

/** What each metric of a group has: names of columns, by the metric's number. */
export interface MetricSums {
  [column: string]: unknown;
}

export const statusCounts = runStatuses.map((status, index): [RunStatus, string] => [status, `s${index}`]);

// Squares of more than 1e154 are beyond a float64, where PostgreSQL raises an error: figures of groups with such values are
// taken of values divided by 2^540, which in turn would be nothing for the smallest.
const huge = '1e150::float8';
export const scale = 2 ** 540;
const scaleSql = sqlText(`${scale}::float8`);
const greatestScaled = sqlText(`${Number.MAX_VALUE / scale}::float8`);

function sums(index: number): Sql {
  const x = sqlText(`m${index}`);
  const as = (name: string) => sqlText(`${name}${index}`);
  const number = sql`FILTER (WHERE ${x} < 'NaN'::float8)`;
  const usual = sql`CASE WHEN abs(${x}) < ${sqlText(huge)} THEN ${x} END`;
  const scaled = sql`CASE WHEN abs(${x}) < 1e-100::float8 THEN 0::float8 WHEN ${x} < 'NaN'::float8 THEN ${x} / ${scaleSql} END`;
  return sql`(count(*) ${number})::int AS ${as('count')}, (count(*) FILTER (WHERE ${x} = 'NaN'::float8))::int AS ${as('nan')},
    min(${x}) ${number} AS ${as('min')}, max(${x}) ${number} AS ${as('max')},
    coalesce(bool_or(abs(${x}) >= ${sqlText(huge)}) ${number}, false) AS ${as('huge')},
    avg(${usual}) AS ${as('mean')}, stddev_samp(${usual}) AS ${as('sd')},
    avg(${scaled}) AS ${as('scaledmean')}, stddev_samp(${scaled}) AS ${as('scaledsd')}`;
}

/** The mean of a metric in a group `g`, whatever its values. */
export function meanSql(index: number): Sql {
  const [plain, scaled, isHuge] = ['mean', 'scaledmean', 'huge'].map((name) => sqlText(`g.${name}${index}`)) as [
    Sql,
    Sql,
    Sql,
  ];
  return sql`CASE WHEN NOT ${isHuge} THEN ${plain} WHEN abs(${scaled}) < ${greatestScaled} THEN ${scaled} * ${scaleSql}
    ELSE sign(${scaled}) * 'Infinity'::float8 END`;
}

/**
 * The groups of a set of runs: g0, g1, ... their keys, n, a count for each status, and sums for each metric.
 * @param of.keys what runs are grouped by, of the run `r` and what is joined
 * @param of.metrics figures of the run, float8
 */
export function runGroups(of: { from: Sql; where: Sql; joins: Sql[]; keys: Sql[]; metrics: Sql[] }): Sql {
  const keys = of.keys.map((key, index) => sql`${key} AS ${sqlText(`g${index}`)}`);
  const metrics = of.metrics.map((metric, index) => sql`${metric} AS ${sqlText(`m${index}`)}`);
  const names = of.keys.map((_, index) => sqlText(`g${index}`));
  const counts = statusCounts.map(
    ([status, name]) => sql`(count(*) FILTER (WHERE status = ${status}::text))::int AS ${sqlText(name)}`,
  );
  const columns = [...names, sql`count(*)::int AS n`, ...counts, ...of.metrics.map((_, index) => sums(index))];
  return sql`SELECT ${sqlJoin(columns, ', ')} FROM (
      SELECT r.status, ${sqlJoin([...keys, ...metrics], ', ')}
      FROM ${of.from} ${sqlJoin(of.joins, ' ')} WHERE ${of.where}) AS runs
    GROUP BY ${sqlJoin(names, ', ')}`;
}
