// PostgreSQL's own format of arrays: as a parameter, a third faster to write and to read than text for long ones.

const bytea = 17;
const int8 = 20;
const float8 = 701;
const headBytes = 20;
const elementBytes = 12;
const high = 2 ** 32;

function emptyArray(type: number, length: number): { bytes: Buffer; view: DataView } {
  const bytes = Buffer.allocUnsafe(headBytes + length * elementBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  view.setInt32(0, 1); // dimensions
  view.setInt32(4, 0); // holds no null
  view.setInt32(8, type);
  view.setInt32(12, length);
  view.setInt32(16, 1); // first index
  return { bytes, view };
}

/** A bigint[] parameter. @param values safe integers */
export function int8Array(values: ArrayLike<number>): Buffer {
  const { bytes, view } = emptyArray(int8, values.length);
  for (let index = 0, at = headBytes; index < values.length; index += 1, at += elementBytes) {
    const value = values[index] ?? 0;
    const upper = Math.floor(value / high);
    view.setInt32(at, 8);
    view.setInt32(at + 4, upper);
    view.setUint32(at + 8, value - upper * high);
  }
  return bytes;
}

/** A float8[] parameter: any values, NaN and the infinities too. */
export function float8Array(values: ArrayLike<number>): Buffer {
  const { bytes, view } = emptyArray(float8, values.length);
  for (let index = 0, at = headBytes; index < values.length; index += 1, at += elementBytes) {
    view.setInt32(at, 8);
    view.setFloat64(at + 4, values[index] ?? Number.NaN);
  }
  return bytes;
}

/** A bytea[] parameter. */
export function byteaArray(values: readonly Uint8Array[]): Buffer {
  const length = values.reduce((sum, value) => sum + 4 + value.length, headBytes);
  const bytes = Buffer.allocUnsafe(length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  view.setInt32(0, 1);
  view.setInt32(4, 0);
  view.setInt32(8, bytea);
  view.setInt32(12, values.length);
  view.setInt32(16, 1);
  let at = headBytes;
  for (const value of values) {
    view.setInt32(at, value.length);
    bytes.set(value, at + 4);
    at += 4 + value.length;
  }
  return bytes;
}
