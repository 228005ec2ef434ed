import { compress } from './compress.ts';

// Below this a histogram says nothing.
const worthMeasuring = 256;
/** Bits a byte from which compression finds nothing to do. */
const noise = 7.85;
/** A plane of so many bytes is compressed by itself: 10 % smaller than with others, whose statistics blur its own. */
const worthItself = 4_096;

/** Where the bytes of a plane are. */
export const planePlaces = { packed: 0, plain: 1, frame: 2 } as const;

/**
 * Two growing buffers: one that is compressed as a whole, and one of what compression does not help any more: the low
 * bytes of mantissas, and planes that are compressed by themselves. Whole numbers are written seven bits at a time, least
 * first.
 */
export class ByteWriter {
  readonly packed: Bytes;
  readonly plain = new Bytes(16);

  constructor(room = 1024) {
    this.packed = new Bytes(room);
  }

  byte(value: number): void {
    this.packed.reserve(1)[0] = value;
  }

  /** A whole number from 0 to 2^53 - 1. */
  count(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  /** A safe integer of either sign. */
  integer(value: number): void {
    this.byte(value < 0 ? 1 : 0);
    this.count(Math.abs(value));
  }

  /** Bytes of one kind; their number is known to the reader. */
  plane(bytes: Uint8Array): void {
    if (bytes.length >= worthMeasuring && bitsPerByte(bytes) > noise) {
      this.byte(planePlaces.plain);
      this.plain.append(bytes);
      return;
    }
    const frame = bytes.length >= worthItself ? compress(bytes) : undefined;
    if (frame && frame.length < bytes.length) {
      this.byte(planePlaces.frame);
      this.count(frame.length);
      this.plain.append(frame);
      return;
    }
    this.byte(planePlaces.packed);
    this.packed.append(bytes);
  }

  append(other: ByteWriter): void {
    this.packed.append(other.packed.written());
    this.plain.append(other.plain.written());
  }
}

/** A growing buffer. */
class Bytes {
  private bytes: Uint8Array;
  private used = 0;

  constructor(room: number) {
    this.bytes = new Uint8Array(room);
  }

  get length(): number {
    return this.used;
  }

  /** Space for `length` bytes, to be filled by the caller at once. */
  reserve(length: number): Uint8Array {
    const end = this.used + length;
    if (end > this.bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, this.used));
      this.bytes = larger;
    }
    const space = this.bytes.subarray(this.used, end);
    this.used = end;
    return space;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length).set(bytes);
  }

  /** What was written so far, on the same memory. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.used);
  }
}

/** Shannon's measure over single bytes. */
function bitsPerByte(bytes: Uint8Array): number {
  const times = new Uint32Array(256);
  for (const byte of bytes) times[byte] = (times[byte] ?? 0) + 1;
  let bits = 0;
  for (const count of times) if (count > 0) bits -= count * Math.log2(count / bytes.length);
  return bits / bytes.length;
}
