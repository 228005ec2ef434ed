import type { PredictionValues, PreparedModel } from '#jobs/runtimes/runtime.ts';
import { type RowBlock, readRows } from './read-rows.ts';

/** Sizes that leave some over from any block in which matrix products are computed. */
const sizes = [1, 7, 33, 777];

/**
 * Whether the first rows of the table get the same bits in mini-batches of other sizes. Where they do not, what comes out
 * depends on how the rows are cut into partitions.
 */
export async function rowsStandAlone(prepared: PreparedModel): Promise<boolean> {
  if (prepared.model.rowsStandAlone === 'always') return true;
  const { table, columns, texts } = prepared;
  const total = sizes.reduce((sum, size) => sum + size, 0);
  for await (const block of readRows({ table, columns, texts, to: Math.min(total, table.rows) })) {
    const whole = copyOf(await prepared.score(block, () => {}));
    let from = 0;
    for (const size of sizes) {
      const count = Math.min(size, block.count - from);
      if (count <= 0) break;
      const part = await prepared.score(cut(block, from, count), () => {});
      if (part.some((values, column) => !sameBits(whole[column] as PredictionValues, values, from))) return false;
      from += count;
    }
  }
  return true;
}

function cut({ columns, texts }: RowBlock, from: number, count: number): RowBlock {
  return {
    columns: columns.map((values) => values.subarray(from, from + count)),
    texts: texts.map((values) => values.slice(from, from + count)),
    count,
  };
}

function copyOf(values: PredictionValues[]): PredictionValues[] {
  return values.map((column) => column.slice());
}

function sameBits(whole: PredictionValues, part: PredictionValues, from: number): boolean {
  if (Array.isArray(whole) || Array.isArray(part)) {
    return [...part].every((value, row) => value === whole[from + row]);
  }
  const bytes = (values: Exclude<PredictionValues, string[]>) =>
    Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return bytes(part).equals(bytes(whole.subarray(from, from + part.length)));
}
