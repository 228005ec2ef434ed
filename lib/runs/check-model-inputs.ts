import { DomainError } from '../errors.ts';
import type { ScorableVersion } from '../models/require-scorable-version.ts';
import { ModelSignature } from '../models/schema.ts';
import { type ColumnNeed, checkColumns, listColumns } from './check-columns.ts';
import type { ResolvedDataset } from './resolve-dataset.ts';

/** By the types of our own signatures, of MLflow's columns, and of tensors. */
const asNeed: Record<string, ColumnNeed['as']> = {
  number: 'number',
  boolean: 'number',
  bool: 'number',
  integer: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  datetime: 'time',
  date: 'time',
  timestamp: 'time',
  timestamptz: 'time',
  time: 'time-of-day',
};

function needOf(type: string): ColumnNeed['as'] {
  return asNeed[type] ?? (/^(u?int|float)\d+$/.test(type) ? 'number' : 'value');
}

/**
 * Checks that a dataset has the columns a model reads, in types that can serve. A model without a signature is left to
 * the job.
 * @param columns input of the model -> column of the dataset, where their names differ
 * @throws DomainError UNPROCESSABLE naming each column
 */
export function checkModelInputs(
  model: ScorableVersion,
  dataset: ResolvedDataset,
  path: string,
  columns: Readonly<Record<string, string>> = {},
): void {
  const signature = ModelSignature.safeParse(model.signature);
  if (!signature.success) return;
  const needs = signature.data.inputs.map(
    (input): ColumnNeed => ({
      column: columns[input.name] ?? input.name,
      path: columns[input.name] === undefined ? path : `columns.${input.name}`,
      as: needOf(input.type),
    }),
  );
  const fields = checkColumns(dataset.columns, needs, dataset.label);
  const [first] = fields;
  if (!first) return;
  throw new DomainError(
    'UNPROCESSABLE',
    `${dataset.label} does not fit ${model.label}: ${fields.map((field) => field.message).join('; ')}.`,
    { fields: fields.slice(0, 20), hint: listColumns(dataset.columns, dataset.label) },
  );
}
