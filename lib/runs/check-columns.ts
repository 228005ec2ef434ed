import { columnFamily } from '../datasets/duckdb/column-family.ts';
import type { Column, ColumnFamily } from '../datasets/schema.ts';
import type { FieldError } from '../errors.ts';

/** A column that a recipe or a model reads, and what it must be able to serve as. */
export interface ColumnNeed {
  column: string;
  /** Where the recipe names it: 'recipe.features.3.column'. */
  path: string;
  /** 'number': numbers, booleans, and texts that are tried row by row. 'value': anything but lists and structures. */
  as: 'number' | 'value' | 'time' | 'time-of-day';
}

const words: Record<ColumnNeed['as'], string> = {
  number: 'a number',
  value: 'a number, text, boolean or time',
  time: 'a date or a time',
  'time-of-day': 'a time',
};

function serves(type: string, as: ColumnNeed['as']): boolean {
  const family: ColumnFamily = columnFamily(type);
  if (family === 'other') return false;
  if (as === 'value' || family === 'text') return true;
  if (as === 'number') return family === 'number' || family === 'boolean';
  if (family !== 'temporal') return false;
  // The time of a day has no date.
  return type === 'TIME' ? as === 'time-of-day' : true;
}

/** What keeps columns from serving as they should, one sentence for each. Empty: all is well. */
export function checkColumns(columns: Column[], needs: ColumnNeed[], table: string): FieldError[] {
  const types = new Map(columns.map((column) => [column.name, column.type]));
  return needs.flatMap(({ column, path, as }) => {
    const type = types.get(column);
    if (type === undefined) {
      const close = columns.find((one) => one.name.toLowerCase() === column.toLowerCase());
      const guess = close ? `; did you mean "${close.name}"?` : '';
      return [{ path, message: `${table} has no column "${column}"${guess}` }];
    }
    return serves(type, as) ? [] : [{ path, message: `"${column}" is ${type}; ${words[as]} is needed` }];
  });
}

/** The columns there are, for the hint of an error. */
export function listColumns(columns: Column[], table: string): string {
  const shown = columns.slice(0, 60).map((column) => `${column.name} (${column.type})`);
  const more = columns.length > shown.length ? ` and ${columns.length - shown.length} more` : '';
  return `The columns of ${table} are ${shown.join(', ')}${more}.`;
}
