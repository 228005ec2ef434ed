import type { Scorer } from '#jobs/runtimes/tfjs/prepare-scorer.ts';
import { type PreparedLabels, unknownClass } from '#jobs/tabular/labels.ts';
import type { RawArray, RawColumn } from '#jobs/tabular/raw-columns.ts';
import { blockRows, readRows } from '#jobs/tabular/read-rows.ts';

/** Consecutive labelled rows; the arrays are used again for the next block. */
export interface LabelledBlock {
  count: number;
  /** `outputs` numbers a row. */
  predictions: Float32Array;
  /** Class codes, or numbers. */
  labels: RawArray;
  /** 1 for rows to be left out: an input no encoder takes, or a class the model does not know. */
  skip: Uint8Array;
  /** The extra columns asked for. */
  extra: RawArray[];
}

export interface Skipped {
  /** Rows an encoder could not take. */
  invalid: number;
  /** Rows of a class the model does not know. */
  unknownClass: number;
}

const identity = Uint32Array.from({ length: blockRows }, (_, i) => i);

/**
 * Scores the rows that have a label, in order.
 * @param skipped counts what was left out
 */
export async function* scoreLabelled({
  scorer,
  labels,
  where,
  extra = [],
  skipped,
}: {
  scorer: Scorer;
  labels: PreparedLabels;
  where?: (row: string) => string;
  extra?: readonly RawColumn[];
  skipped: Skipped;
}): AsyncGenerator<LabelledBlock> {
  const { table, model, features } = scorer;
  const batch = features.allocate(blockRows);
  const skip = new Uint8Array(blockRows);
  const labelColumn = features.columns.length;
  const classes = labels.column.type === 'integer';
  const rows = readRows({
    table,
    columns: [...features.columns, labels.column, ...extra],
    where: (row) => (where ? `${labels.labelled} and (${where(row)})` : labels.labelled),
  });
  for await (const block of rows) {
    skip.fill(0);
    features.encode(block.columns, identity, 0, block.count, batch, 0, (at) => {
      if (skip[at] === 0) skipped.invalid += 1;
      skip[at] = 1;
    });
    const codes = block.columns[labelColumn] as RawArray;
    if (classes) {
      for (let row = 0; row < block.count; row++) {
        if (codes[row] !== unknownClass || skip[row] === 1) continue;
        skip[row] = 1;
        skipped.unknownClass += 1;
      }
    }
    yield {
      count: block.count,
      predictions: model.predict(batch, block.count),
      labels: codes,
      skip,
      extra: block.columns.slice(labelColumn + 1),
    };
  }
}
