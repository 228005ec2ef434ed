import type { ColumnFamily } from '../schema.ts';

const numbers = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\b.*|BIGNUM)$/;
const texts = /^(VARCHAR|UUID|ENUM\b.*)$/;
const times = /^(DATE|TIME|TIMESTAMP)/;

/** The family of a DuckDB type. Lists, structures, bytes and intervals are "other". */
export function columnFamily(type: string): ColumnFamily {
  if (type.endsWith(']')) return 'other';
  if (type === 'BOOLEAN') return 'boolean';
  if (numbers.test(type)) return 'number';
  if (times.test(type)) return 'temporal';
  return texts.test(type) ? 'text' : 'other';
}
