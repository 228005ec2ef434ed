import type { Matrix, MatrixColumn } from './matrix.ts';
import { type MatrixColumnHead, type MatrixHead, matrixMagic } from './matrix-body.ts';

/** A matrix as the bytes that matrix-body.ts describes. */
export function encodeMatrix({ more, ids, names, columns }: Matrix): Uint8Array<ArrayBuffer> {
  const heads = columns.map(headOf);
  const head: MatrixHead = { more, ids: [...ids], names: [...names], columns: heads };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const parts = columns.flatMap(partsOf);
  const body = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 8 + text.length));
  body.set(new TextEncoder().encode(matrixMagic));
  new DataView(body.buffer).setUint32(4, text.length, true);
  body.set(text, 8);
  let at = 8 + text.length;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}

function headOf(column: MatrixColumn): MatrixColumnHead {
  if (column.kind === 'text') return { name: column.name, kind: 'text', texts: [...column.texts] };
  return { name: column.name, kind: column.kind, gaps: column.present.includes(0) };
}

function partsOf(column: MatrixColumn): Uint8Array[] {
  if (column.kind === 'text') return [planesOf(bytesOf(column.codes), 4)];
  const values = planesOf(bytesOf(column.values), 8);
  return column.present.includes(0) ? [values, column.present] : [values];
}

const bytesOf = (numbers: Float64Array | Uint32Array) =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

function planesOf(bytes: Uint8Array, width: number): Uint8Array {
  const count = bytes.length / width;
  const planes = new Uint8Array(bytes.length);
  for (let plane = 0; plane < width; plane += 1) {
    for (let index = 0; index < count; index += 1) planes[plane * count + index] = bytes[index * width + plane] ?? 0;
  }
  return planes;
}
