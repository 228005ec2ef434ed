import type { PredictionValues, PreparedModel } from '#jobs/runtimes/runtime.ts';
import { readRows } from './read-rows.ts';

/** A row no prediction could be made for. */
export interface InvalidRow {
  /** Its number in the version, from 0. */
  row: number;
  column: string;
  reason: string;
}

/** Consecutive rows with their predictions; the arrays are used again for the next block. */
export interface ScoredBlock {
  /** Number of the first row in the version. */
  firstRow: number;
  count: number;
  /** An array for each column of the model's predictions. Those of invalid rows mean nothing. */
  values: PredictionValues[];
  /** In row order, at most one for a row. */
  invalid: InvalidRow[];
}

/**
 * Scores the rows [from, to) in order, in mini-batches of `blockRows`. Memory does not grow with the range.
 */
export async function* scoreRows({
  prepared,
  from = 0,
  to = prepared.table.rows,
}: {
  prepared: PreparedModel;
  from?: number;
  to?: number;
}): AsyncGenerator<ScoredBlock> {
  const { table, columns, texts } = prepared;
  let firstRow = from;
  for await (const block of readRows({ table, columns, texts, from, to })) {
    const invalid: InvalidRow[] = [];
    const values = await prepared.score(block, (at, column, reason) => {
      invalid.push({ row: firstRow + at, column, reason });
    });
    yield { firstRow, count: block.count, values, invalid: onePerRow(invalid) };
    firstRow += block.count;
  }
}

/** Columns are encoded one after another: a row with two bad values comes twice, in column order. */
function onePerRow(invalid: InvalidRow[]): InvalidRow[] {
  if (invalid.length < 2) return invalid;
  const first = new Map<number, InvalidRow>();
  for (const row of invalid) if (!first.has(row.row)) first.set(row.row, row);
  return [...first.values()].sort((a, b) => a.row - b.row);
}
