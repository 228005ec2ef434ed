/** A text in three: what it shares with another at its beginning and its end, and what lies between. */
export interface MarkedText {
  before: string;
  /** Empty where the other has only more. */
  changed: string;
  after: string;
}

/** Letters that stay in front of a difference when the beginning is cut. */
const context = 12;

/**
 * Where a text differs from another, letter by letter (as people count them, no half emoji). Long beginnings that both
 * share are cut, so that the difference is seen in a narrow cell.
 */
export function markDifference(text: string, other: string, width = 40): MarkedText {
  if (text === other) return { before: text, changed: '', after: '' };
  const [mine, theirs] = [[...text], [...other]];
  const most = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < most && mine[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < most - start && mine[mine.length - 1 - end] === theirs[theirs.length - 1 - end]) end += 1;
  const before = mine.slice(0, start);
  const cut = mine.length > width && before.length > context + 1;
  return {
    before: cut ? `…${before.slice(-context).join('')}` : before.join(''),
    changed: mine.slice(start, mine.length - end).join(''),
    after: end === 0 ? '' : mine.slice(-end).join(''),
  };
}
