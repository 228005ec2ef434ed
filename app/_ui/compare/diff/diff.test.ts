import { expect, test } from 'vitest';
import { diffLines, diffWords, foldLines } from './diff-lines.ts';
import { diffSequence } from './diff-sequence.ts';

/** The fewest edits between two sequences, by the table that everybody knows. */
function editsBetween(left: string[], right: string[]): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [x, one] of left.entries()) {
    const next = [x + 1];
    for (const [y, other] of right.entries()) {
      next.push(one === other ? (row[y] ?? 0) : 1 + Math.min(row[y + 1] ?? 0, next[y] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

test('a difference leads from one sequence to the other with the fewest edits', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  for (let round = 0; round < 300; round += 1) {
    const make = () => Array.from({ length: random(12) }, () => 'abc'[random(3)] ?? 'a');
    const [left, right] = [make(), make()];
    const { stretches, coarse } = diffSequence(left, right);
    let edits = 0;
    for (const { type, left: one, right: other } of stretches) {
      if (type === 'same') expect(left.slice(...one)).toEqual(right.slice(...other));
      else edits += one[1] - one[0] + other[1] - other[0];
    }
    expect(coarse).toBe(false);
    expect(stretches.flatMap((one) => left.slice(...one.left))).toEqual(left);
    expect(stretches.flatMap((one) => right.slice(...one.right))).toEqual(right);
    expect(edits).toBe(editsBetween(left, right));
  }
});

test('texts that differ in everything are told as one change', () => {
  const many = (word: string) => Array.from({ length: 5_000 }, (_, index) => `${word}${index}`);
  const { stretches, coarse } = diffSequence(['same', ...many('a')], ['same', ...many('b')]);
  expect(coarse).toBe(true);
  expect(stretches.map((one) => one.type)).toEqual(['same', 'changed']);
});

test('lines stand beside those that they became, with the words that changed marked', () => {
  const { lines, removed, added } = diffLines('a\nlr = 0.1\nb\n', 'a\nlr = 0.2\nnew\nb\n');
  expect([removed, added]).toEqual([1, 2]);
  expect(lines[1]).toEqual({
    type: 'changed',
    left: {
      number: 2,
      pieces: [
        { text: 'lr = 0.', marked: false },
        { text: '1', marked: true },
      ],
    },
    right: {
      number: 2,
      pieces: [
        { text: 'lr = 0.', marked: false },
        { text: '2', marked: true },
      ],
    },
  });
  expect(lines[2]).toEqual({
    type: 'changed',
    left: undefined,
    right: { number: 3, pieces: [{ text: 'new', marked: false }] },
  });
  expect(diffWords('abc def', 'xyz 12345')).toBeUndefined();
});

test('long stretches of equal lines are folded, and can be opened', () => {
  const text = (changed: string) => [...Array.from({ length: 20 }, (_, i) => `line ${i}`), changed, 'end'].join('\n');
  const { lines } = diffLines(text('a'), text('b'));
  const folded = foldLines(lines, new Set());
  expect(folded[0]).toEqual({ type: 'folded', from: 0, count: 17 });
  expect(folded).toHaveLength(1 + 3 + 1 + 1);
  expect(foldLines(lines, new Set([0]))).toHaveLength(22);
});
