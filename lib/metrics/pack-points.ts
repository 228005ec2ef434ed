import type { Point } from './schema.ts';

/** Points in columns, in the order in which they came. The first `size` entries of each column count. */
export interface PackedPoints {
  size: number;
  /** The metrics, each once. */
  keys: string[];
  /** Per point: which of `keys` it belongs to. */
  keyOf: Uint32Array;
  step: Float64Array;
  at: Float64Array;
  value: Float64Array;
}

/** Columns for at most `most` points, to be filled. */
export function emptyPoints(most: number): PackedPoints {
  return {
    size: 0,
    keys: [],
    keyOf: new Uint32Array(most),
    step: new Float64Array(most),
    at: new Float64Array(most),
    value: new Float64Array(most),
  };
}

/** Adds one point of the metric `keys[keyIndex]`. Both zeros become one: PostgreSQL holds them for equal. */
export function addPoint(into: PackedPoints, keyIndex: number, step: number, at: number, value: number): void {
  const index = into.size;
  into.keyOf[index] = keyIndex;
  into.step[index] = step + 0;
  into.at[index] = at + 0;
  into.value[index] = value + 0;
  into.size = index + 1;
}

/** Puts points into columns. */
export function packPoints(points: readonly Point[]): PackedPoints {
  const packed = emptyPoints(points.length);
  const indexes = new Map<string, number>();
  for (const { key, step, at, value } of points) {
    let index = indexes.get(key);
    if (index === undefined) {
      index = packed.keys.push(key) - 1;
      indexes.set(key, index);
    }
    addPoint(packed, index, step, at, value);
  }
  return packed;
}
