import type { LoadedModel } from '#jobs/runtimes/load-model.ts';
import type { Table } from './open-table.ts';
import { type PreparedFeatures, prepareFeatures } from './prepare-features.ts';
import { blockRows, readRows } from './read-rows.ts';

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
  /** `outputs` numbers a row. Those of invalid rows mean nothing. */
  predictions: Float32Array;
  outputs: number;
  /** In row order, at most one for a row. */
  invalid: InvalidRow[];
}

const identity = Uint32Array.from({ length: blockRows }, (_, i) => i);

/** Features of a model prepared for a table: done once, then any number of row ranges is scored with it. */
export interface Scorer {
  table: Table;
  model: LoadedModel;
  features: PreparedFeatures;
}

/** @throws DomainError UNPROCESSABLE when the table's columns do not fit the model */
export async function prepareScorer({ table, model }: { table: Table; model: LoadedModel }): Promise<Scorer> {
  return { table, model, features: await prepareFeatures({ table, features: model.encoders.features }) };
}

/**
 * Scores the rows [from, to) in order. Bits do not depend on the range a row is scored in.
 * Memory does not grow with the range.
 */
export async function* scoreRows({
  scorer,
  from = 0,
  to = scorer.table.rows,
}: {
  scorer: Scorer;
  from?: number;
  to?: number;
}): AsyncGenerator<ScoredBlock> {
  const { table, model, features } = scorer;
  const batch = features.allocate(blockRows);
  let firstRow = from;
  for await (const block of readRows({ table, columns: features.columns, from, to })) {
    const invalid: InvalidRow[] = [];
    features.encode(block.columns, identity, 0, block.count, batch, 0, (at, feature, reason) => {
      invalid.push({ row: firstRow + at, column: feature.column, reason });
    });
    yield {
      firstRow,
      count: block.count,
      predictions: model.predict(batch, block.count),
      outputs: model.outputs,
      invalid: onePerRow(invalid),
    };
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
