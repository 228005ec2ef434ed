import type { DuckDBDataChunk } from '@duckdb/node-api';
import { DomainError } from '#lib/errors.ts';

/** Integers, codes and floats as DuckDB keeps them in memory: a column is copied in one `set`, no value is boxed. */
export type RawType = 'utinyint' | 'usmallint' | 'integer' | 'double';
export type RawArray = Uint8Array | Uint16Array | Int32Array | Float64Array;

/** One column of a scan. Its SQL never yields NULL: nulls and bad values are given as numbers of their own. */
export interface RawColumn {
  /** Given as a function where it needs the SQL of the row's number in the version. */
  sql: string | ((row: string) => string);
  type: RawType;
}

const makers = {
  utinyint: (rows: number) => new Uint8Array(rows),
  usmallint: (rows: number) => new Uint16Array(rows),
  integer: (rows: number) => new Int32Array(rows),
  double: (rows: number) => new Float64Array(rows),
} as const;

const widths: Record<RawType, number> = { utinyint: 1, usmallint: 2, integer: 4, double: 8 };

export function allocate(columns: readonly RawColumn[], rows: number): RawArray[] {
  return columns.map((column) => makers[column.type](rows));
}

/** Bytes one row takes in memory and in a spilled bucket. */
export function rowBytes(columns: readonly RawColumn[]): number {
  return columns.reduce((sum, column) => sum + widths[column.type], 0);
}

/**
 * The memory of one column of a chunk as a typed array. The view is valid until the chunk is collected: copy at once.
 * @throws DomainError INTERNAL when DuckDB's vector is not the typed array that the column's type promises
 */
export function chunkItems(chunk: DuckDBDataChunk, index: number, type: RawType): RawArray {
  const vector = chunk.getColumnVector(index);
  const items: unknown = 'items' in vector ? vector.items : undefined;
  const sample = makers[type](0);
  if (items instanceof sample.constructor) return items as RawArray;
  throw new DomainError('INTERNAL', `Column ${index} of a scan was promised as ${type} and came otherwise.`);
}
