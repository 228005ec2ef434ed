export type ColumnKind = 'number' | 'boolean' | 'text' | 'date' | 'time' | 'timestamp' | 'timestamptz' | 'other';

/** What a DuckDB type can serve as. `type` as `describe` prints it: BIGINT, DECIMAL(18,3), TIMESTAMP WITH TIME ZONE. */
export function columnKind(type: string): ColumnKind {
  const name = type.toUpperCase();
  if (name.endsWith(']')) return 'other';
  if (/^(U?TINYINT|U?SMALLINT|U?INTEGER|U?BIGINT|U?HUGEINT|FLOAT|DOUBLE|DECIMAL)\b/.test(name)) return 'number';
  if (name === 'BOOLEAN') return 'boolean';
  if (name === 'VARCHAR' || name === 'UUID' || name.startsWith('ENUM')) return 'text';
  if (name === 'DATE') return 'date';
  if (name === 'TIME') return 'time';
  if (name === 'TIMESTAMP WITH TIME ZONE') return 'timestamptz';
  if (name.startsWith('TIMESTAMP')) return 'timestamp';
  return 'other';
}
