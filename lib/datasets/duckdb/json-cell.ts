import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUnionValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { JsonCell } from '../schema.ts';

/** Bytes shown of a binary value. */
const maxBlobBytes = 64;

/**
 * A DuckDB value as JSON without loss that would mislead: integers beyond 2^53 as text, dates and times as ISO 8601,
 * NaN and infinities as "NaN", "Infinity", "-Infinity", decimals as text with all their digits, bytes as "0x…".
 */
export function jsonCell(value: DuckDBValue | undefined): JsonCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (value instanceof DuckDBDateValue) return value.toString();
  if (
    value instanceof DuckDBTimestampValue ||
    value instanceof DuckDBTimestampSecondsValue ||
    value instanceof DuckDBTimestampMillisecondsValue ||
    value instanceof DuckDBTimestampNanosecondsValue
  ) {
    return value.toString().replace(' ', 'T');
  }
  if (value instanceof DuckDBTimestampTZValue) return isoInstant(value.micros);
  if (value instanceof DuckDBBlobValue) {
    const shown = Buffer.from(value.bytes.subarray(0, maxBlobBytes)).toString('hex');
    return value.bytes.length > maxBlobBytes ? `0x${shown}… (${value.bytes.length} bytes)` : `0x${shown}`;
  }
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue)
    return value.items.map((item) => jsonCell(item));
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([key, item]) => [key, jsonCell(item)]));
  }
  if (value instanceof DuckDBMapValue) {
    return value.entries.map((entry) => [jsonCell(entry.key), jsonCell(entry.value)]);
  }
  if (value instanceof DuckDBUnionValue) return jsonCell(value.value);
  return String(value);
}

/** Rows of values as rows of JSON cells. */
export function jsonRows(rows: DuckDBValue[][]): JsonCell[][] {
  return rows.map((row) => row.map((value) => jsonCell(value)));
}

function isoInstant(micros: bigint): string {
  const date = new Date(Number(micros / 1000n));
  if (Number.isNaN(date.getTime())) return `${micros} µs`;
  const rest = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  return rest % 1000n === 0n
    ? date.toISOString()
    : date.toISOString().replace(/\.\d+Z$/, `.${String(rest).padStart(6, '0')}Z`);
}
