import { planePlaces } from './byte-writer.ts';
import { decompress } from './compress.ts';

/** Reads what ByteWriter wrote. @throws Error at the end of the bytes */
export class ByteReader {
  private readonly packed: Uint8Array;
  private readonly plain: Uint8Array;
  private position = 0;
  private plainPosition = 0;

  constructor(packed: Uint8Array, plain: Uint8Array = new Uint8Array(0)) {
    this.packed = packed;
    this.plain = plain;
  }

  /** The next `length` packed bytes, on the reader's memory. */
  take(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.packed.length) throw new Error('A metric block is cut short.');
    const part = this.packed.subarray(this.position, end);
    this.position = end;
    return part;
  }

  /** All packed bytes that are left. */
  rest(): Uint8Array {
    return this.take(this.packed.length - this.position);
  }

  /** A plane of `length` bytes. */
  plane(length: number): Uint8Array {
    const place = this.byte();
    if (place === planePlaces.packed) return this.take(length);
    if (place === planePlaces.frame) return decompress(this.takePlain(this.count()), length);
    return this.takePlain(length);
  }

  private takePlain(length: number): Uint8Array {
    const end = this.plainPosition + length;
    if (end > this.plain.length) throw new Error('A metric block is cut short.');
    const part = this.plain.subarray(this.plainPosition, end);
    this.plainPosition = end;
    return part;
  }

  byte(): number {
    const value = this.packed[this.position];
    if (value === undefined) throw new Error('A metric block is cut short.');
    this.position += 1;
    return value;
  }

  count(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
      scale *= 128;
    }
  }

  integer(): number {
    const negative = this.byte() === 1;
    const size = this.count();
    return negative ? -size : size;
  }
}
