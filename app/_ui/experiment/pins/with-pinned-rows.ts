import type { RunRow } from '#lib/runs/table/schema.ts';
import type { TreeLine } from '../tree/tree-lines.ts';
import type { RunRows } from '../use-run-rows.ts';

/** Lines of a list below the runs that stay on top of it. Pure. @param pinned undefined for one that is not loaded */
export function withPinnedRows(rows: RunRows, pinned: readonly (RunRow | undefined)[]): RunRows {
  const count = pinned.length;
  if (count === 0) return rows;
  const known = pinned.filter((row) => row !== undefined);
  const { groups, tree, idsOf } = rows;
  return {
    ...rows,
    pinned: count,
    total: count + rows.total,
    head: [...known, ...rows.head.filter(({ id }) => !known.some((row) => row.id === id))],
    rowAt: (index) => (index < count ? pinned[index] : rows.rowAt(index - count)),
    ...(groups && {
      groups: { ...groups, at: (index) => groups.at(index - count), around: (index) => groups.around(index - count) },
    }),
    ...(tree && { tree: { ...tree, at: (index) => below(tree.at(index - count), count) } }),
    pagesOf: (from, to) => [known, ...rows.pagesOf(Math.max(0, from - count), Math.max(0, to - count))],
    ...(idsOf && {
      async idsOf(from, length) {
        const top = pinned.slice(from, from + length).flatMap((row) => row?.id ?? []);
        const rest = from + length - Math.max(from, count);
        return rest > 0 ? [...top, ...(await idsOf(Math.max(0, from - count), rest))] : top;
      },
    }),
  };
}

/** A line that stays the same object is not drawn again. */
const lower = new WeakMap<TreeLine, TreeLine>();

function below(line: TreeLine | undefined, count: number): TreeLine | undefined {
  if (line?.parent === undefined) return line;
  const parent = line.parent + count;
  const known = lower.get(line);
  if (known?.parent === parent) return known;
  const next = { ...line, parent };
  lower.set(line, next);
  return next;
}
