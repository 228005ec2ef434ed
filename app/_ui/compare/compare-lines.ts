import type { CompareRow, CompareRunsAnswer, CompareSection } from '#lib/runs/compare/schema.ts';

/** A line of the table: the head of a section, or a row of it. */
export type CompareLine =
  | { type: 'section'; section: CompareRunsAnswer['sections'][number]; open: boolean }
  | { type: 'row'; row: CompareRow };

/** Sections with their rows as one list; of a closed section only the head. A section without rows is left out. */
export function compareLines(
  sections: CompareRunsAnswer['sections'],
  rows: readonly CompareRow[],
  { closed, differences }: { closed: ReadonlySet<CompareSection>; differences: boolean },
): CompareLine[] {
  const rowsOf = Map.groupBy(rows, (row) => row.section);
  return sections.flatMap((section): CompareLine[] => {
    if ((differences ? section.differing : section.rows) === 0) return [];
    const open = !closed.has(section.id);
    const shown = open ? (rowsOf.get(section.id) ?? []) : [];
    return [{ type: 'section', section, open }, ...shown.map((row): CompareLine => ({ type: 'row', row }))];
  });
}

/** Places of the runs in the order of the columns: the baseline first, the others as they came. */
export function columnOrder(ids: readonly string[], base: string | undefined): number[] {
  const first = Math.max(0, base === undefined ? 0 : ids.indexOf(base));
  return [first, ...ids.keys()].filter((place, index) => place < ids.length && (index === 0 || place !== first));
}
