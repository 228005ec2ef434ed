import type { Matrix, MatrixColumn } from './matrix.ts';
import { type MatrixHead, matrixMagic } from './matrix-body.ts';

/** Reads the body of a matrix, as matrix-body.ts describes it; in browsers too. @throws Error for anything else */
export function decodeMatrix(body: Uint8Array): Matrix {
  const text = new TextDecoder();
  if (body.length < 8 || text.decode(body.subarray(0, 4)) !== matrixMagic) throw new Error('This is not a matrix.');
  const length = new DataView(body.buffer, body.byteOffset).getUint32(4, true);
  const { columns: heads, ...head } = JSON.parse(text.decode(body.subarray(8, 8 + length))) as MatrixHead;
  const runs = head.ids.length;
  let at = 8 + length;
  const take = (size: number) => {
    if (at + size > body.length) throw new Error('This matrix is cut short.');
    at += size;
    return body.subarray(at - size, at);
  };
  const columns = heads.map((column): MatrixColumn => {
    if (column.kind === 'text') return { ...column, codes: new Uint32Array(joined(take(4 * runs), 4)) };
    const values = new Float64Array(joined(take(8 * runs), 8));
    const present = column.gaps ? take(runs) : new Uint8Array(runs).fill(1);
    return { name: column.name, kind: column.kind, values, present };
  });
  return { ...head, columns };
}

function joined(planes: Uint8Array, width: number): ArrayBuffer {
  const count = planes.length / width;
  const bytes = new Uint8Array(planes.length);
  for (let plane = 0; plane < width; plane += 1) {
    for (let index = 0; index < count; index += 1) bytes[index * width + plane] = planes[plane * count + index] ?? 0;
  }
  return bytes.buffer;
}
