import { noSql, type Sql, sql } from '../../db/sql.ts';
import { compareNumber, compareTime } from '../../filter/sql/compare-number.ts';
import { byBytes, emptyOf, type SortColumn, type SortValue, sortValueSql } from '../../filter/sql/keyset.ts';
import type { Field, Filter, OrderTerm, Term } from '../../filter/tree.ts';
import { headOf, headSql } from './candidates.ts';
import { startOf } from './run-columns.ts';

/** Rows of an experiment in the order of an index, each with its run as `r`. */
export interface Walk {
  /** The rows of the walk are runs themselves, `r`; otherwise they are `s`, and name their run. */
  isRun: boolean;
  /** The first key of the order as the index has it; the walk ends at ties of it. */
  index: SortColumn;
  /** What follows in the order within equal values of `index`, in place of the generic columns of the term. */
  columns: SortColumn[];
  /** FROM, with `r` in it. */
  from: (source: WalkSource) => Sql;
}

export interface WalkSource {
  /** The experiment's id: a parameter or a column. */
  experiment: Sql;
  /** Value of `index` to begin at, or behind. */
  start?: SortValue | undefined;
  beyond?: SortValue | undefined;
  /** Rows to come by at most; one more is given as a mark, with `n` above it. */
  budget?: number | undefined;
}

interface WalkOf {
  table: Sql;
  alias: Sql;
  where: (experiment: Sql) => Sql;
  index: SortColumn;
  columns: SortColumn[];
  /** The rows of the walk are runs themselves. */
  isRun: boolean;
  /** What is asked of its rows: numbering copies them, and narrow ones take half the time. */
  keeps: Sql;
}

function walk({ table, alias, where, index, columns, isRun, keeps }: WalkOf): Walk {
  const direction = index.descending ? sql`DESC` : sql`ASC`;
  const order = sql`${index.sql} ${direction}`;
  return {
    isRun,
    index: { ...index, sql: sql`${alias}.w` },
    columns,
    from: ({ experiment, start, beyond, budget }) => {
      const further = index.descending ? sql`<` : sql`>`;
      let begin = noSql;
      if (start !== undefined) begin = sql`AND ${index.sql} ${further}= ${sortValueSql(index, start)}`;
      if (beyond !== undefined) begin = sql`${begin} AND ${index.sql} ${further} ${sortValueSql(index, beyond)}`;
      const count = budget === undefined ? noSql : sql`, row_number() OVER (ORDER BY ${order}) AS n`;
      const most = budget === undefined ? noSql : sql`LIMIT ${budget + 1}`;
      // The planner sees that the order goes on outside only where the key is a column of the inner query.
      const walked = sql`FROM (SELECT ${keeps}, ${index.sql} AS w ${count} FROM ${table} AS ${alias}
        WHERE ${where(experiment)} ${begin} ORDER BY ${order} ${most}) AS ${alias}`;
      if (isRun) return walked;
      return sql`${walked} CROSS JOIN LATERAL (SELECT * FROM traza.run WHERE id = ${alias}.run_id OFFSET 0) AS r`;
    },
  };
}

/** One part of an order: the runs that have these values in its first columns, and how they are walked. */
export interface Phase {
  fixed: SortValue[];
  /** What the runs of the part fit beside the filter: to lack the keys of the order before. */
  requires: Filter[];
  /** Merged; undefined: sorted as a whole. */
  walks: Walk[] | undefined;
  /** Index of the term that is walked; later ones are sorted within its ties. */
  term: number;
  /** Comparisons that every run of the walk fits. */
  implied: Term[];
}

/**
 * The parts of an order, one after the other: runs with a number in its first key along the index of that key, then
 * those with NaN, then those without along the index of the next key.
 * @param bounds comparisons that all runs must fit; those of the walked key shorten the walk
 */
export function phasesOf(terms: OrderTerm[], bounds: Term[]): Phase[] {
  return from(0, [], []);

  function boundsOf(key: string): Term[] {
    return bounds.filter(
      ({ field, test }) => field.entity === 'attribute' && field.key === key && test.kind === 'number',
    );
  }

  function from(term: number, fixed: SortValue[], requires: Filter[]): Phase[] {
    const phase: Phase = { fixed, requires, walks: undefined, term, implied: [] };
    const order = terms[term];
    if (!order) return [phase];
    const { field, descending } = order;
    if (field.entity === 'metric') {
      const own = bounds.filter(
        ({ field: of, test }) => of.entity === 'metric' && of.key === field.key && test.kind === 'number',
      );
      return [
        { ...phase, fixed: [...fixed, 0], walks: [alongMetric(order, own)], implied: own },
        { ...phase, fixed: [...fixed, 1, emptyOf('number')], walks: [alongNaN(field.key)] },
        ...from(term + 1, [...fixed, 2, emptyOf('number')], [...requires, lacks(field)]),
      ];
    }
    if (field.entity === 'param' || field.entity === 'tag') {
      const table = field.entity === 'param' ? sql`traza.param` : sql`traza.tag`;
      const own = bounds.filter(({ field: of }) => of.entity === field.entity && of.key === field.key);
      return [
        { ...phase, fixed: [...fixed, 0], walks: [alongText(table, order, own)] },
        ...from(term + 1, [...fixed, 1, emptyOf('text')], [...requires, lacks(field)]),
      ];
    }
    switch (field.key) {
      case 'start_time':
        return [{ ...phase, walks: [alongRun(startOf, descending, within(startOf, boundsOf(field.key)))] }];
      case 'created': {
        const created = sql`r.created_at`;
        return [{ ...phase, walks: [alongRun(created, descending, within(created, boundsOf(field.key)))] }];
      }
      case 'run_name':
        return [{ ...phase, walks: [alongName(descending)] }];
      case 'end_time':
        return [
          {
            ...phase,
            fixed: [...fixed, 0],
            walks: [alongRun(sql`r.ended_at`, descending, sql`r.ended_at IS NOT NULL`)],
          },
          ...from(term + 1, [...fixed, 1, emptyOf('time')], [...requires, lacks(field)]),
        ];
      default:
        return [phase];
    }
  }
}

function within(column: Sql, bounds: Term[]): Sql {
  return bounds.reduce((all, { test }) => sql`${all} AND ${compareTime(column, test)}`, sql`true`);
}

function lacks(field: Field): Filter {
  return { kind: 'term', field, test: { kind: 'missing' }, column: 0, valueColumn: 0 };
}

function alongMetric({ field, descending }: OrderTerm, bounds: Term[]): Walk {
  const bounded = bounds.reduce((all, { test }) => sql`${all} AND ${compareNumber(sql`s.last`, test)}`, noSql);
  const index: SortColumn = { sql: sql`s.last`, type: 'number', descending };
  return walk({
    table: sql`traza.metric_series`,
    alias: sql`s`,
    where: (experiment) =>
      sql`s.experiment_id = ${experiment} AND s.key = ${field.key} AND s.last < 'NaN'::float8 ${bounded}`,
    index,
    columns: [index],
    isRun: false,
    keeps: sql`s.run_id, s.last`,
  });
}

function alongNaN(key: string): Walk {
  // All values are equal: the rest of the order decides.
  const index: SortColumn = { sql: sql`s.last`, type: 'number', descending: false };
  return walk({
    table: sql`traza.metric_series`,
    alias: sql`s`,
    where: (experiment) => sql`s.experiment_id = ${experiment} AND s.key = ${key} AND s.last = 'NaN'::float8`,
    index,
    columns: [],
    isRun: false,
    keeps: sql`s.run_id`,
  });
}

function alongText(table: Sql, { field, descending }: OrderTerm, bounds: Term[]): Walk {
  const head = headSql(sql`s.value`);
  const bounded = bounds.reduce((all, { test }) => {
    if (test.kind !== 'text' || test.operator !== '=') return all;
    return sql`${all} AND ${head} = ${headOf(test.value)}::text`;
  }, noSql);
  return walk({
    table,
    alias: sql`s`,
    where: (experiment) => sql`s.experiment_id = ${experiment} AND s.key = ${field.key} ${bounded}`,
    index: { sql: head, type: 'text', descending },
    columns: [{ sql: byBytes(sql`s.value`), type: 'text', descending }],
    isRun: false,
    keeps: sql`s.run_id, s.value`,
  });
}

function alongRun(column: Sql, descending: boolean, where: Sql = sql`true`): Walk {
  const index: SortColumn = { sql: column, type: 'time', descending };
  return walk({
    table: sql`traza.run`,
    alias: sql`r`,
    where: (experiment) => sql`r.experiment_id = ${experiment} AND ${where}`,
    index,
    columns: [index],
    isRun: true,
    keeps: sql`r.*`,
  });
}

/** Runs of a whole project, by when they were made. */
export function alongProject(projectId: string, descending: boolean): Walk {
  const index: SortColumn = { sql: sql`r.created_at`, type: 'time', descending };
  return walk({
    table: sql`traza.run`,
    alias: sql`r`,
    where: () => sql`r.project_id = ${projectId}`,
    index,
    columns: [index],
    isRun: true,
    keeps: sql`r.*`,
  });
}

function alongName(descending: boolean): Walk {
  return walk({
    table: sql`traza.run`,
    alias: sql`r`,
    where: (experiment) => sql`r.experiment_id = ${experiment}`,
    index: { sql: headSql(sql`r.name`), type: 'text', descending },
    columns: [{ sql: byBytes(sql`r.name`), type: 'text', descending }],
    isRun: true,
    keeps: sql`r.*`,
  });
}
