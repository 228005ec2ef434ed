/** What the palette can find. */
export interface PaletteItem {
  id: string;
  label: string;
  /** Second, dimmer text: an id, a state, a path. */
  detail?: string;
  group: string;
  /** Shortcut, shown at the right. */
  keys?: string;
  /** Where it leads, an absolute path; or `run`. */
  href?: string;
  run?: () => void;
}

/**
 * How well `query` fits `label`, higher is better, undefined when a letter is missing. Starts of words count most, and
 * runs of letters more than scattered ones.
 */
export function scoreMatch(query: string, label: string): number | undefined {
  const wanted = query.toLowerCase().replace(/\s+/g, '');
  const text = label.toLowerCase();
  if (!wanted) return 0;
  const at = text.indexOf(query.trim().toLowerCase());
  if (at >= 0)
    return 100 - at * 0.5 + (at === 0 || /[\s/_\-.]/.test(text[at - 1] ?? ' ') ? 20 : 0) - text.length * 0.05;
  let score = 0;
  let from = 0;
  let previous = -2;
  for (const letter of wanted) {
    const found = text.indexOf(letter, from);
    if (found < 0) return undefined;
    score += found === previous + 1 ? 3 : found === 0 || /[\s/_\-.]/.test(text[found - 1] ?? '') ? 2 : 0;
    previous = found;
    from = found + 1;
  }
  return score - text.length * 0.05;
}

/** The items that match, best first; without a query all of them as they come. */
export function rankItems(query: string, items: PaletteItem[], limit = 50): PaletteItem[] {
  if (!query.trim()) return items.slice(0, limit);
  return items
    .map((item) => ({
      item,
      score: scoreMatch(query, item.label) ?? (item.detail ? scoreMatch(query, item.detail) : undefined),
    }))
    .filter((each): each is { item: PaletteItem; score: number } => each.score !== undefined)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map((each) => each.item);
}

/** The items of each group together, groups and items in the order in which they come. */
export function inGroups(items: readonly PaletteItem[]): PaletteItem[] {
  const groups = new Map<string, PaletteItem[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups.values()].flat();
}
