import type { PredictionColumn, PredictionValues } from './runtime.ts';

const makers: Record<PredictionColumn['type'], (rows: number) => PredictionValues> = {
  FLOAT: (rows) => new Float32Array(rows),
  DOUBLE: (rows) => new Float64Array(rows),
  INTEGER: (rows) => new Int32Array(rows),
  BOOLEAN: (rows) => new Int32Array(rows),
  BIGINT: (rows) => new BigInt64Array(rows),
  VARCHAR: (rows) => new Array<string>(rows).fill(''),
};

/** Room for a column of predictions. */
export function allocatePredictions({ type, labels }: Omit<PredictionColumn, 'name'>, rows: number): PredictionValues {
  return makers[labels ? 'INTEGER' : type](rows);
}

/** The first `count` of some predictions. */
export function firstOf(values: PredictionValues, count: number): PredictionValues {
  return Array.isArray(values) ? values.slice(0, count) : values.subarray(0, count);
}
