import type { z } from 'zod';
import type { Ctx } from '../../context.ts';
import { runSql, sql } from '../../db/sql.ts';
import { parseInput } from '../../parse-input.ts';
import { findTablePage } from '../table/find-table-page.ts';
import { naming, readSet } from '../table/read-set.ts';
import { type ResolvedColumn, resolveColumn } from '../table/resolve-column.ts';
import type { MetricColumn } from '../table/sort-columns.ts';
import { tableOrder } from '../table/table-order.ts';
import type { Matrix, MatrixColumn } from './matrix.ts';
import { matrixLetters } from './matrix-body.ts';
import { MatrixInput } from './schema.ts';
import {
  type MetricRow,
  metricColumns,
  type RunRow,
  runColumns,
  type TextRow,
  textColumns,
} from './sql/matrix-columns.ts';

/**
 * Columns of the first runs of a set in its order, at most 10,000 of them. A key that no run has is a column of nothing.
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT (filter, columns, a pattern that takes too long), UNPROCESSABLE
 *   (so does a set without one)
 */
export async function readMatrix({ ctx, input }: { ctx: Ctx; input: z.input<typeof MatrixInput> }): Promise<Matrix> {
  const { sort, columns: names, runs, limit, ...asked } = parseInput(MatrixInput, input, 'query');
  const set = await readSet(ctx, asked);
  const order = tableOrder(sort, set);
  const columns = names.map((name, index) => resolveColumn(name, set, `columns.${index}`));
  if (runs) set.conditions.push(sql`r.id = ANY(${runs}::text[])`);
  const page = { set, order, after: undefined, offset: 0, limit: limit + 1 };
  const found = await naming(set, () => findTablePage(ctx, page));
  const ids = found.slice(0, limit).map((run) => run.id);
  const [rows, metrics, params, tags] = await Promise.all([
    readRuns(ctx, ids, columns),
    readMetrics(ctx, ids, columns),
    readTexts(ctx, ids, columns, 'param'),
    readTexts(ctx, ids, columns, 'tag'),
  ]);
  const fill = (column: ResolvedColumn, name: string): MatrixColumn => {
    switch (column.entity) {
      case 'metric':
        return metricColumn(name, ids.length, metrics.get(column.key), column.figure);
      case 'param':
      case 'tag':
        return textColumn(name, ids.length, (column.entity === 'param' ? params : tags).get(column.key));
      case 'attribute':
        return attributeColumn(name, rows, column.key);
      case 'dataset':
        throw new Error('MatrixInput lets no dataset pass.');
    }
  };
  return {
    more: found.length > limit,
    ids,
    names: rows.map((row, index) => String(row?.name ?? ids[index])),
    columns: columns.map((column, index) => fill(column, names[index] ?? '')),
  };
}

/** In the order of the ids; undefined for a run that went meanwhile. */
async function readRuns(ctx: Ctx, ids: string[], columns: ResolvedColumn[]): Promise<(RunRow | undefined)[]> {
  const attributes = columns.flatMap((column) => (column.entity === 'attribute' ? [column.key] : []));
  const rows = await runSql<RunRow>(ctx.db, runColumns(ctx.project.id, ids, attributes));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id));
}

async function readMetrics(ctx: Ctx, ids: string[], columns: ResolvedColumn[]): Promise<Map<string, MetricRow>> {
  const asked = columns.filter((column): column is MetricColumn => column.entity === 'metric');
  if (asked.length === 0) return new Map();
  const keys = [...new Set(asked.map((column) => column.key))];
  const figures = [...new Set(asked.map((column) => column.figure))];
  const rows = await runSql<MetricRow>(ctx.db, metricColumns(ids, keys, figures));
  return new Map(rows.map((row) => [row.key, row]));
}

async function readTexts(
  ctx: Ctx,
  ids: string[],
  columns: ResolvedColumn[],
  entity: 'param' | 'tag',
): Promise<Map<string, TextRow>> {
  const keys = columns.flatMap((column) => (column.entity === entity ? [column.key] : []));
  if (keys.length === 0) return new Map();
  const texts = columns.filter((column) => column.entity === 'param' || column.entity === 'tag').length;
  const rows = await runSql<TextRow>(ctx.db, textColumns(entity, ids, keys, matrixLetters(ids.length, texts)));
  return new Map(rows.map((row) => [row.key, row]));
}

/** Places count from 1. */
function placesOf(bytes: Uint8Array): Int32Array {
  return new Int32Array(new Uint8Array(Buffer.from(bytes).swap32()).buffer);
}

function metricColumn(name: string, runs: number, row: MetricRow | undefined, figure: string): MatrixColumn {
  const [values, present] = [new Float64Array(runs).fill(Number.NaN), new Uint8Array(runs)];
  if (row) {
    const figures = new Float64Array(new Uint8Array(Buffer.from(row[figure] as Uint8Array).swap64()).buffer);
    for (const [at, place] of placesOf(row.places).entries()) {
      values[place - 1] = figures[at] ?? Number.NaN;
      present[place - 1] = 1;
    }
  }
  return { name, kind: 'number', values, present };
}

function textColumn(name: string, runs: number, row: TextRow | undefined): MatrixColumn {
  const given: (string | undefined)[] = new Array(runs).fill(undefined);
  if (row) {
    const texts = JSON.parse(row.texts) as string[];
    for (const [at, place] of placesOf(row.places).entries()) given[place - 1] = texts[at];
  }
  return { name, kind: 'text', ...coded(given) };
}

function coded(given: (string | undefined)[]): { texts: string[]; codes: Uint32Array } {
  const places = new Map<string, number>();
  const codes = Uint32Array.from(given, (text) => {
    if (text === undefined) return 0;
    const known = places.get(text) ?? places.size + 1;
    places.set(text, known);
    return known;
  });
  return { texts: [...places.keys()], codes };
}

function attributeColumn(name: string, rows: (RunRow | undefined)[], key: string): MatrixColumn {
  const kind = key === 'duration' ? 'number' : ['created', 'started', 'ended'].includes(key) ? 'time' : 'text';
  const given = rows.map((row) => row?.[key] ?? undefined);
  if (kind === 'text') return { name, kind, ...coded(given.map((text) => (text === undefined ? text : String(text)))) };
  return {
    name,
    kind,
    values: Float64Array.from(given, (value) => (value === undefined ? Number.NaN : Number(value))),
    present: Uint8Array.from(given, (value) => (value === undefined ? 0 : 1)),
  };
}
