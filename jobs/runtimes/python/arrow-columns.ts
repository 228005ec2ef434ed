import {
  Bool,
  DataType,
  makeVector,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { blockRows } from '#jobs/tabular/read-rows.ts';
import { DomainError } from '#lib/errors.ts';
import type { Elements, InputPlan } from '../fill-inputs.ts';
import { allocatePredictions, firstOf } from '../prediction-values.ts';
import type { PredictionColumn, PredictionValues } from '../runtime.ts';

/** Rows of filled inputs as an Arrow stream: those at `rows`, in their order. */
export function toArrow(
  inputs: readonly InputPlan[],
  elements: readonly Elements[],
  rows: readonly number[],
): Uint8Array {
  const columns = inputs.map(({ name, type }, index): [string, Vector] => {
    const values = elements[index] as Elements;
    if (Array.isArray(values))
      return [
        name,
        vectorFromArray(
          rows.map((row) => values[row]),
          new Utf8(),
        ),
      ];
    if (type === 'bool')
      return [
        name,
        vectorFromArray(
          rows.map((row) => values[row] === 1),
          new Bool(),
        ),
      ];
    const picked = values.slice(0, rows.length);
    for (const [to, row] of rows.entries()) picked[to] = values[row] as never;
    return [name, makeVector(picked as Float64Array)];
  });
  return tableToIPC(new Table(Object.fromEntries(columns)), 'stream');
}

/** The columns of an Arrow stream as columns of predictions. */
export function predictionsOf(stream: Uint8Array): { columns: PredictionColumn[]; values: PredictionValues[] } {
  const table = tableFromIPC(stream);
  const columns: PredictionColumn[] = [];
  const values: PredictionValues[] = [];
  for (const { name, type } of table.schema.fields) {
    const column = table.getChild(name);
    if (!column) continue;
    if (DataType.isFloat(type)) {
      columns.push({ name, type: type.precision === 2 ? 'DOUBLE' : 'FLOAT' });
      values.push(column.toArray());
    } else if (DataType.isInt(type)) {
      columns.push({ name, type: 'BIGINT' });
      values.push(column.toArray());
    } else if (DataType.isBool(type)) {
      columns.push({ name, type: 'BOOLEAN' });
      values.push(Int32Array.from(column, Number));
    } else {
      columns.push({ name, type: 'VARCHAR' });
      values.push(Array.from(column, String));
    }
  }
  return { columns, values };
}

/** Arrays for the predictions of a block, and the function that puts answers for some of its rows there. */
export function scatter(columns: readonly PredictionColumn[]) {
  const kept = columns.map((column) => allocatePredictions(column, blockRows));
  const put = (stream: Uint8Array, rows: readonly number[]): void => {
    const found = predictionsOf(stream);
    const same = (one: PredictionColumn, index: number) =>
      one.name === columns[index]?.name && one.type === columns[index]?.type;
    if (found.columns.length !== columns.length || !found.columns.every(same)) {
      const list = (all: readonly PredictionColumn[]) => all.map(({ name, type }) => `${name} (${type})`).join(', ');
      throw new DomainError(
        'BAD_FILE',
        `The model answers ${list(found.columns)}, and ${list(columns)} for other rows.`,
      );
    }
    for (const [index, values] of found.values.entries()) {
      const to = kept[index] as Float64Array;
      for (const [at, row] of rows.entries()) to[row] = values[at] as number;
    }
  };
  const values = (count: number): PredictionValues[] => kept.map((column) => firstOf(column, count));
  return { put, values };
}
