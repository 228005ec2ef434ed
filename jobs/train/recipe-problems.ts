import type { Table } from '#jobs/tabular/open-table.ts';
import { DomainError, type FieldError } from '#lib/errors.ts';

/** The error of a recipe that does not fit its data: every bad field by its path, and the columns there are. */
export function recipeError(table: Table, fields: FieldError[]): DomainError {
  const list = fields.map((field) => `${field.path}: ${field.message}`).join('; ');
  return new DomainError('UNPROCESSABLE', `The recipe does not fit ${table.name}: ${list}.`, {
    fields,
    hint: `Columns of ${table.name}: ${table.columns.map((column) => `${column.name} (${column.type})`).join(', ')}.`,
  });
}
