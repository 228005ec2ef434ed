import { columnKind } from './column-kind.ts';

/**
 * A column as doubles: NaN stands for null and for numbers that are not finite, infinity for text that is no number.
 * @param name quoted
 */
export function numberSql(name: string, type: string): string {
  if (columnKind(type) === 'text') {
    const value = `try_cast(${name} as double)`;
    return `case when ${name} is null then 'nan'::double when ${value} is null then 'inf'::double when isfinite(${value}) then ${value} else 'nan'::double end`;
  }
  if (type === 'DOUBLE' || type === 'FLOAT')
    return `case when isfinite(${name}) then ${name}::double else 'nan'::double end`;
  return `coalesce(${name}::double, 'nan'::double)`;
}
