import type { z } from 'zod';
import type { Ctx } from '../../context.ts';
import { noSql, type Sql, sql, sqlJoin, sqlText } from '../../db/sql.ts';
import {
  behind,
  numberColumns,
  orderBy,
  readSortValue,
  type SortColumn,
  sortColumns,
  sortName,
} from '../../filter/sql/keyset.ts';
import { nativeEquals, nativeName } from '../../filter/write-native-term.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { Position } from '../../http/page-token.ts';
import { wireNumber } from '../../metrics/wire-number.ts';
import { parseInput } from '../../parse-input.ts';
import { askWhole } from './ask-whole.ts';
import { naming, type ReadRunSet, readSet } from './read-set.ts';
import { type ResolvedColumn, resolveColumn } from './resolve-column.ts';
import { type GroupFigures, GroupRunsInput, type RunGroup, type RunGroups } from './schema.ts';
import { setSql } from './set-sql.ts';
import { joinKeys, type KeyedColumn } from './sort-columns.ts';
import { meanSql, runGroups, scale, statusCounts } from './sql/run-groups.ts';

type Row = Record<string, unknown>;

/**
 * The runs of a set in groups that are equal in one to five things, with figures over the last values (or others) of
 * metrics. Runs that lack one of the things are a group of their own.
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT (filter, names, cursor of another query), UNPROCESSABLE (takes
 *   too long)
 */
export async function groupRuns({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: z.input<typeof GroupRunsInput>;
}): Promise<RunGroups> {
  const asked = parseInput(GroupRunsInput, input, 'query');
  const set = await readSet(ctx, asked.set);
  const by = asked.by.map((name, index) => resolveColumn(name, set, `by.${index}`));
  const metrics = asked.metrics.map((name, index) => resolveColumn(name, set, `metrics.${index}`));
  const columns = orderOf(asked);
  const query = { table: 'groups', ...set.query, by: asked.by, metrics: asked.metrics, sort: asked.sort };
  const after = asked.cursor === undefined ? undefined : decodeCursor(query, Position, asked.cursor);
  const keys = columns.map((column, index) => sql`${column.sql} AS ${sortName(index)}`);
  const means = metrics.map((_, index) => sql`${meanSql(index)} AS ${sqlText(`average${index}`)}`);
  const statement = sql`WITH g AS MATERIALIZED (${groupsSql(ctx, set, by, metrics)})
    SELECT g.*, (SELECT count(*)::int FROM g) AS total, ${sqlJoin([...means, ...keys], ', ')} FROM g
    WHERE ${after ? behind(columns, after) : sql`true`} ORDER BY ${orderBy(columns)} LIMIT ${asked.limit + 1}`;
  const rows = await naming(set, () => askWhole<Row>(ctx, set, statement));
  const page = rows.slice(0, asked.limit);
  const last = page.at(-1);
  const position = last && columns.map((column, index) => readSortValue(column, last[`k${index}`]));
  return {
    groups: page.map((row) => groupOf(row, asked, by)),
    total: Number(rows[0]?.total ?? 0),
    nextCursor: rows.length > asked.limit && position ? encodeCursor(query, position) : null,
  };
}

function groupsSql(ctx: Ctx, set: ReadRunSet, by: ResolvedColumn[], metrics: ResolvedColumn[]): Sql {
  const isKeyed = (column: ResolvedColumn): column is KeyedColumn =>
    column.entity !== 'attribute' && column.entity !== 'dataset';
  const keyed = [...by, ...metrics].filter(isKeyed);
  const { joins, values } = joinKeys(keyed, set.scope);
  const keyOrFigure = (column: ResolvedColumn): Sql => {
    if (isKeyed(column)) return values[keyed.indexOf(column)] ?? noSql;
    return sqlText(`r.${attributeColumns[column.key] ?? column.key}`);
  };
  return runGroups({ ...setSql(ctx, set), joins, keys: by.map(keyOrFigure), metrics: metrics.map(keyOrFigure) });
}

const attributeColumns: Record<string, string> = { user: 'user_name', parent: 'parent_run_id' };

/** By what was asked, then by the keys, so that no two groups are equal. */
function orderOf({ sort, metrics, by }: GroupRunsInput): SortColumn[] {
  const descending = sort.order === 'desc';
  const first: SortColumn[] =
    sort.by === 'count'
      ? [{ sql: sql`g.n::float8`, type: 'number', descending }]
      : numberColumns(meanSql(metrics.indexOf(sort.by)), descending);
  const keys = by.flatMap((_, index) =>
    sortColumns(sqlText(`g.g${index}`), 'text', { descending: false, nullable: true }),
  );
  return [...first, ...keys];
}

function groupOf(row: Row, { by, set, metrics }: GroupRunsInput, columns: ResolvedColumn[]): RunGroup {
  const values = by.map((_, index) => row[`g${index}`] as string | null);
  const statuses = statusCounts.flatMap(([status, name]) =>
    Number(row[name]) > 0 ? [[status, Number(row[name])]] : [],
  );
  return {
    values,
    count: Number(row.n),
    statuses: Object.fromEntries(statuses),
    metrics: metrics.map((_, index) => figuresOf(row, index)),
    filter: filterOf(values, columns, set.filter ?? ''),
  };
}

function figuresOf(row: Row, index: number): GroupFigures {
  const of = (name: string) => row[`${name}${index}`];
  const wire = (value: unknown, times = 1) => (value === null ? null : wireNumber(Number(value) * times));
  return {
    count: Number(of('count')),
    nanCount: Number(of('nan')),
    mean: wire(of('average')),
    sd: of('huge') ? wire(of('scaledsd'), scale) : wire(of('sd')),
    min: wire(of('min')),
    max: wire(of('max')),
  };
}

/** What finds the runs of a group, the filter of the set included. */
function filterOf(values: (string | null)[], columns: ResolvedColumn[], filter: string): string | null {
  const terms = columns.map((column, index) => {
    const { entity, key } = column;
    const name = entity === 'param' || entity === 'tag' ? nativeName(entity, key) : key;
    return name === undefined ? undefined : nativeEquals(name, values[index] ?? null);
  });
  if (terms.includes(undefined)) return null;
  return [...(filter.trim() === '' ? [] : [`(${filter})`]), ...terms].join(' and ');
}
