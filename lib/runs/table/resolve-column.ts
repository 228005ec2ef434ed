import { DomainError } from '../../errors.ts';
import { type Column, type Figure, parseColumn } from './column.ts';
import type { ReadRunSet } from './read-set.ts';

/** A column whose figure a series keeps. */
export type ResolvedColumn =
  | Exclude<Column, { entity: 'metric' }>
  | { entity: 'metric'; key: string; figure: Exclude<Figure, 'best'> };

/**
 * A column by its name, `best` as the least or the greatest value.
 * @param path where the name stands in the request
 * @throws DomainError INVALID_INPUT for names of nothing, and for the best of a metric that no experiment gives a direction
 */
export function resolveColumn(name: string, { ranking }: Pick<ReadRunSet, 'ranking'>, path: string): ResolvedColumn {
  const column = parseColumn(name);
  if (!column) {
    throw new DomainError('INVALID_INPUT', `There is no column ${name.slice(0, 200)}.`, {
      fields: [{ path, message: 'names no column' }],
    });
  }
  if (column.entity !== 'metric') return column;
  const { figure, ...rest } = column;
  if (figure !== 'best') return { ...rest, figure };
  if (ranking?.key === column.key) return { ...rest, figure: ranking.figure };
  throw new DomainError('INVALID_INPUT', `Nobody said which way ${column.key.slice(0, 200)} is better.`, {
    fields: [{ path, message: 'has no direction in the experiment' }],
    hint: `Ask for metric:${column.key.slice(0, 200)}:min or :max, or make it the experiment's primary metric.`,
  });
}
