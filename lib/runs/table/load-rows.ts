import type { Ctx } from '../../context.ts';
import { runStatement } from '../../db/statement.ts';
import { wireNumber } from '../../metrics/wire-number.ts';
import { colorTag } from '../../tags/known-tags.ts';
import { RunStatus } from '../schema.ts';
import { isStalled } from '../serialize-run.ts';
import type { ResolvedColumn } from './resolve-column.ts';
import type { Cell, RunRow } from './schema.ts';
import { type TableRow, type TableRowsInput, tableRows } from './sql/table-rows.ts';

/** Longer texts are cut for a page; a click opens the run. */
export const shownLetters = 500;

/**
 * Runs of the project with the cells of these columns, in the order of `ids`; ids that name none are left out.
 * @param options.cut how many characters of a text are shown; null: all
 */
export async function loadRows(
  ctx: Ctx,
  ids: string[],
  columns: ResolvedColumn[],
  { cut = shownLetters }: { cut?: number | null } = {},
): Promise<RunRow[]> {
  if (ids.length === 0) return [];
  const rows = await runStatement<TableRow>(
    ctx.db,
    tableRows({ ...neededBy(columns), projectId: ctx.project.id, ids, cut }),
  );
  const now = ctx.now();
  const read = rowReader(columns);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [read(row, now)] : [];
  });
}

function neededBy(columns: ResolvedColumn[]): Omit<TableRowsInput, 'projectId' | 'ids' | 'cut'> {
  const keysOf = (entity: 'param' | 'tag') => columns.flatMap((one) => (one.entity === entity ? [one.key] : []));
  const metrics = columns.flatMap((one) => (one.entity === 'metric' ? [one] : []));
  return {
    metrics: [...new Set(metrics.map((one) => one.key))],
    // Sorted, so that the same figures are the same statement.
    figures: [...new Set(metrics.map((one) => one.figure))].sort(),
    params: keysOf('param'),
    tags: [...keysOf('tag'), colorTag],
    datasets: columns.some((one) => one.entity === 'dataset'),
  };
}

function rowReader(columns: ResolvedColumn[]): (row: TableRow, now: Date) => RunRow {
  const positions = keyPositions();
  return (row, now) => {
    const metricAt = positions(row.metricKeys);
    const [paramAt, tagAt] = [positions(row.paramKeys), positions(row.tagKeys)];
    const params: Cell[] = row.paramValues ? JSON.parse(row.paramValues) : [];
    const tags: Cell[] = row.tagValues ? JSON.parse(row.tagValues) : [];
    const figures = new Map<string, string[]>();
    const figureAt = (figure: string, at: number): Cell => {
      let values = figures.get(figure);
      if (!values) {
        values = String(row[figure]).slice(1, -1).split(',');
        figures.set(figure, values);
      }
      const value = values[at];
      return value === undefined || value === 'NULL' ? null : wireNumber(Number(value));
    };
    const cellOf = (column: ResolvedColumn): Cell => {
      if (column.entity === 'attribute') return attributeCell(row, column.key);
      if (column.entity === 'dataset') {
        const found = row.datasets?.flatMap((one) => one[column.key] ?? []);
        return found && found.length > 0 ? [...new Set(found)] : null;
      }
      if (column.entity === 'metric') {
        const at = metricAt.get(column.key);
        return at === undefined ? null : figureAt(column.figure, at);
      }
      const [at, values] = column.entity === 'param' ? [paramAt, params] : [tagAt, tags];
      return values[at.get(column.key) ?? -1] ?? null;
    };
    return { ...rowHead(row, now, tags[tagAt.get(colorTag) ?? -1]), cells: columns.map(cellOf) };
  };
}

/** Where each key of a JSON list stands; the runs of a page mostly have the same keys. */
function keyPositions(): (list: string | null | undefined) => Map<string, number> {
  const known = new Map<string, Map<string, number>>();
  return (list) => {
    const text = list ?? '[]';
    let positions = known.get(text);
    if (!positions) {
      positions = new Map((JSON.parse(text) as string[]).map((key, index) => [key, index]));
      known.set(text, positions);
    }
    return positions;
  };
}

function rowHead(row: TableRow, now: Date, color: Cell | undefined): Omit<RunRow, 'cells'> {
  const lastWordAt = row.lastWordAt === null ? null : new Date(row.lastWordAt);
  return {
    id: row.id,
    name: row.name,
    status: RunStatus.parse(row.status),
    statusReason: row.statusReason,
    stalled: isStalled({ kind: row.kind, status: row.status, lastWordAt }, now),
    archived: row.archived,
    kind: row.kind,
    createdAt: new Date(row.createdAt).toISOString(),
    startedAt: isoTime(row.startedAt),
    endedAt: isoTime(row.endedAt),
    user: row.userName,
    parentRunId: row.parentRunId,
    childCount: row.childCount,
    color: typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? color : null,
  };
}

function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function attributeCell(row: TableRow, key: Extract<ResolvedColumn, { entity: 'attribute' }>['key']): Cell {
  switch (key) {
    case 'created':
      return isoTime(row.createdAt);
    case 'started':
      return isoTime(row.startedAt);
    case 'ended':
      return isoTime(row.endedAt);
    case 'duration':
      return row.endedAt === null ? null : (row.endedAt - (row.startedAt ?? row.createdAt)) / 1_000;
    case 'user':
      return row.userName;
    case 'parent':
      return row.parentRunId;
    default:
      return row[key];
  }
}
