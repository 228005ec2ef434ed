import type { ComparedRun, CompareRow } from '#lib/runs/compare/schema.ts';
import { csvLine } from '#lib/runs/export/csv-line.ts';
import type { MetricDirection } from '../metrics/best-value.ts';
import { rowLabel } from './row-label.ts';
import { type Figure, plainText, valueIn } from './value-text.ts';

export const exportFormats = ['csv', 'md', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportedTable {
  runs: readonly ComparedRun[];
  rows: readonly CompareRow[];
  /** Places of the runs in the order of the columns. */
  order: readonly number[];
  figure: Figure;
  directionOf: (key: string) => MetricDirection;
}

/** The table as a file: as it stands on the page, with every digit and whole digests. */
export function exportTable(format: ExportFormat, table: ExportedTable): string {
  if (format === 'json') return JSON.stringify(asObjects(table), null, 2);
  const lines = cellsOf(table);
  if (format === 'csv') return lines.map((cells) => csvLine(cells)).join('');
  const [head = [], ...body] = lines.map((cells) => `| ${cells.map(markdownCell).join(' | ')} |`);
  return [head, `|${' --- |'.repeat(table.order.length + 2)}`, ...body, ''].join('\n');
}

function cellsOf({ runs, rows, order, figure, directionOf }: ExportedTable): string[][] {
  const shown = order.flatMap((place) => runs[place] ?? []);
  return [
    ['section', 'row', ...shown.map((run) => run.name)],
    ['run', 'id', ...shown.map((run) => run.id)],
    ...rows.map((row) => {
      const of = { figure, direction: row.section === 'metrics' ? directionOf(row.key) : null };
      return [row.section, rowLabel(row), ...order.map((place) => plainText(valueIn(row, place), of))];
    }),
  ];
}

/** A cell may hold what ends a cell or a line, and what a reader of Markdown would take for markup. */
function markdownCell(text: string): string {
  return text.replaceAll(/[\\|`*_<>[\]]/g, '\\$&').replaceAll(/\r?\n/g, ' ');
}

function asObjects({ runs, rows, order }: ExportedTable) {
  return {
    runs: order
      .flatMap((place) => runs[place] ?? [])
      .map(({ id, name, status, archived }) => ({ id, name, status, archived })),
    rows: rows.map((row) => ({
      section: row.section,
      key: row.key,
      ...(row.field ? { field: row.field } : {}),
      differs: row.differs,
      values: order.map((place) => valueIn(row, place) ?? null),
    })),
  };
}
