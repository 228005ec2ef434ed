import type { RunSet } from '../run-set.ts';

/** What finds the runs that stay on top, with these columns. */
export function pinnedQuestion(
  experimentId: number,
  { pinned, archived }: Pick<RunSet, 'pinned' | 'archived'>,
  columns: readonly string[],
) {
  const filter = `id in (${pinned.map((id) => `"${id}"`).join(', ')})`;
  return { experimentId, filter, archived, columns: [...columns], limit: pinned.length };
}
