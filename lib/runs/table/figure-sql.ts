import { type Sql, sql, sqlText } from '../../db/sql.ts';
import { numberColumns, type SortColumn, sortValueSql } from '../../filter/sql/keyset.ts';
import type { TermColumns } from '../search/sort-columns.ts';
import type { Walk } from '../search/walks.ts';
import type { ResolvedColumn } from './resolve-column.ts';

export type MetricColumn = Extract<ResolvedColumn, { entity: 'metric' }>;

const columns: Record<MetricColumn['figure'], string> = {
  last: 'last',
  min: 'min',
  max: 'max',
  count: 'count::float8',
  firstStep: 'first_step::float8',
  lastStep: 'last_step::float8',
};

/** One figure of a row of `metric_series`. @param alias of the row, a word of ours */
export function figureSql(alias: string, figure: MetricColumn['figure']): Sql {
  return sqlText(`${alias}.${columns[figure]}`);
}

/** What an order by a figure needs of any run `r`, as `termColumns` has it for last values. */
export function figureColumns({ key, figure }: MetricColumn, descending: boolean, index: number): TermColumns {
  const alias = sqlText(`o${index}`);
  return {
    join: sql`LEFT JOIN LATERAL (SELECT ${figureSql('m', figure)} AS v FROM traza.metric_series m
      WHERE m.run_id = r.id AND m.key = ${key} OFFSET 0) AS ${alias} ON true`,
    columns: numberColumns(sql`${alias}.v`, descending),
  };
}

/**
 * The runs of an experiment in the order of a figure. No index has it: the series of the key are sorted by themselves,
 * and the row of a run is looked up only until the page is full.
 */
export function alongFigure({ key, figure }: MetricColumn, descending: boolean): Walk {
  const value = figureSql('s', figure);
  const index: SortColumn = { sql: sql`s.w`, type: 'number', descending };
  const [direction, further] = descending ? [sql`DESC`, sql`<`] : [sql`ASC`, sql`>`];
  return {
    isRun: false,
    index,
    columns: [index],
    from: ({ experiment, start }) => {
      const begin = start === undefined ? sql`true` : sql`${value} ${further}= ${sortValueSql(index, start)}`;
      return sql`FROM (SELECT s.run_id, ${value} AS w FROM traza.metric_series AS s
          WHERE s.experiment_id = ${experiment} AND s.key = ${key} AND ${value} < 'NaN'::float8 AND ${begin}
          ORDER BY ${value} ${direction}) AS s
        CROSS JOIN LATERAL (SELECT * FROM traza.run WHERE id = s.run_id OFFSET 0) AS r`;
    },
  };
}

/** Whether the run `r` has no such figure: none of its points is a number. */
export function lacksFigure({ key, figure }: MetricColumn): Sql {
  return sql`NOT EXISTS (SELECT 1 FROM traza.metric_series m
    WHERE m.run_id = r.id AND m.key = ${key} AND ${figureSql('m', figure)} IS NOT NULL OFFSET 0)`;
}
