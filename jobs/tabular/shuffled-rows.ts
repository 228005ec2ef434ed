import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { type Random, shuffleInPlace } from '#jobs/runtimes/seeded-random.ts';
import { DomainError } from '#lib/errors.ts';
import type { Table } from './open-table.ts';
import { allocate, type RawArray, type RawColumn, rowBytes } from './raw-columns.ts';
import { readRows } from './read-rows.ts';

/** Rows in memory, to be visited in the order `order[0 .. count)`. */
export interface ShuffledBucket {
  columns: RawArray[];
  order: Uint32Array;
  count: number;
}

export interface ShuffledRows {
  rows: number;
  buckets: number;
  /** All rows once, in an order that follows from the generator alone. The arrays are used again. */
  epoch: (random: Random) => Generator<ShuffledBucket>;
  close: () => void;
}

/** Memory for one bucket. Files sorted by date mix well at this size, and training stays flat whatever their length. */
const bucketBytes = 8 * 2 ** 20;
const maxBuckets = 1_024;
/** Rows of a bucket gathered before they are written to the file. */
const segmentRows = 2_048;

/**
 * Reads a table once and deals its rows by a hash of their number into buckets, which each epoch then visits in another
 * order, each shuffled. More than one bucket goes to a file in `scratchDir` in the arrays' own layout: reading it again
 * costs a twentieth of decoding the table. Memory: one bucket.
 * @param rows how many rows `where` selects
 * @throws DomainError DISK_FULL
 */
export async function shuffledRows({
  table,
  columns,
  rows,
  salt,
  where,
  scratchDir,
  bytes = bucketBytes,
}: {
  table: Table;
  columns: readonly RawColumn[];
  rows: number;
  salt: number;
  where?: (row: string) => string;
  scratchDir: string;
  bytes?: number;
}): Promise<ShuffledRows> {
  const buckets = Math.min(Math.max(Math.ceil((rows * rowBytes(columns)) / bytes), 1), maxBuckets);
  const dealt: RawColumn = { sql: (row) => `(hash(${row} + ${salt}) % ${buckets})::usmallint`, type: 'usmallint' };
  const source = readRows({ table, columns: [...columns, dealt], ...(where ? { where } : {}) });
  if (buckets === 1) return inMemory(columns, rows, source);
  return spilled(columns, buckets, source, path.join(scratchDir, `shuffle-${process.pid}-${spills++}.bin`));
}

let spills = 0;

async function inMemory(
  columns: readonly RawColumn[],
  rows: number,
  source: AsyncGenerator<{ columns: RawArray[]; count: number }>,
): Promise<ShuffledRows> {
  const held = allocate(columns, rows);
  let count = 0;
  for await (const block of source) {
    for (const [c, array] of held.entries()) array.set((block.columns[c] as RawArray).subarray(0, block.count), count);
    count += block.count;
  }
  const order = new Uint32Array(count);
  return {
    rows: count,
    buckets: 1,
    *epoch(random) {
      visitOrder(order, count, random);
      yield { columns: held, order, count };
    },
    close: () => {},
  };
}

/** Starts from file order every time: an epoch's order follows from its generator, not from the epochs before. */
function visitOrder(order: Uint32Array, count: number, random: Random): void {
  for (let i = 0; i < count; i++) order[i] = i;
  shuffleInPlace(order, count, random);
}

async function spilled(
  columns: readonly RawColumn[],
  buckets: number,
  source: AsyncGenerator<{ columns: RawArray[]; count: number }>,
  file: string,
): Promise<ShuffledRows> {
  const fd = openSync(file, 'w+', 0o600);
  const close = () => {
    closeSync(fd);
    rmSync(file, { force: true });
  };
  // Where each bucket's rows lie in the file: segments of whole columns, in row order.
  const segments: { at: number; rows: number }[][] = Array.from({ length: buckets }, () => []);
  const filled = new Uint32Array(buckets);
  let end = 0;
  let total = 0;
  try {
    const gathered = allocate(columns, buckets * segmentRows);
    const flush = (bucket: number) => {
      const rows = filled[bucket] as number;
      if (rows === 0) return;
      segments[bucket]?.push({ at: end, rows });
      for (const array of gathered) end += writeAll(fd, bytesOf(array, bucket * segmentRows, rows), end);
      filled[bucket] = 0;
    };
    for await (const block of source) {
      const dealt = block.columns[columns.length] as RawArray;
      for (let row = 0; row < block.count; row++) {
        const bucket = dealt[row] as number;
        const to = bucket * segmentRows + (filled[bucket] as number);
        for (let c = 0; c < gathered.length; c++) {
          (gathered[c] as RawArray)[to] = (block.columns[c] as RawArray)[row] as number;
        }
        filled[bucket] = (filled[bucket] as number) + 1;
        if (filled[bucket] === segmentRows) flush(bucket);
      }
      total += block.count;
    }
    for (let bucket = 0; bucket < buckets; bucket++) flush(bucket);
  } catch (error) {
    close();
    throw error;
  }
  const sizes = segments.map((list) => list.reduce((sum, segment) => sum + segment.rows, 0));
  const largest = Math.max(...sizes);
  const held = allocate(columns, largest);
  const order = new Uint32Array(largest);
  const bucketOrder = new Uint32Array(buckets);
  return {
    rows: total,
    buckets,
    *epoch(random) {
      visitOrder(bucketOrder, buckets, random);
      for (const bucket of bucketOrder) {
        let count = 0;
        for (const segment of segments[bucket] ?? []) {
          let at = segment.at;
          for (const array of held) at += readAll(fd, bytesOf(array, count, segment.rows), at);
          count += segment.rows;
        }
        visitOrder(order, count, random);
        yield { columns: held, order, count };
      }
    },
    close,
  };
}

function bytesOf(array: RawArray, from: number, rows: number): Uint8Array {
  const width = array.BYTES_PER_ELEMENT;
  return new Uint8Array(array.buffer, array.byteOffset + from * width, rows * width);
}

function writeAll(fd: number, bytes: Uint8Array, at: number): number {
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done, at + done);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT')) {
      throw new DomainError('DISK_FULL', 'The disk filled up while the training rows were shuffled.', {
        hint: 'Free space where TRAZA_DATA lies, and retry the job.',
        cause,
      });
    }
    throw cause;
  }
  return done;
}

function readAll(fd: number, bytes: Uint8Array, at: number): number {
  let done = 0;
  while (done < bytes.length) {
    const read = readSync(fd, bytes, done, bytes.length - done, at + done);
    if (read === 0) throw new Error('the file of shuffled rows is shorter than it was written');
    done += read;
  }
  return done;
}
