import { diffSequence } from './diff-sequence.ts';

/** A piece of a line; marked where the other side has something else. */
export interface Piece {
  text: string;
  marked: boolean;
}

export interface DiffSide {
  /** Counted from 1. */
  number: number;
  pieces: Piece[];
}

/** Lines that stand beside each other. Of equal lines both sides are there and nothing is marked. */
export interface DiffLine {
  type: 'same' | 'changed';
  left: DiffSide | undefined;
  right: DiffSide | undefined;
}

/** Longer lines are compared as one piece. */
const longestMarked = 5_000;

/** Two texts line by line, what changed within a line marked word by word. */
export function diffLines(
  left: string,
  right: string,
): { lines: DiffLine[]; removed: number; added: number; coarse: boolean } {
  const [mine, theirs] = [linesOf(left), linesOf(right)];
  const { stretches, coarse } = diffSequence(mine, theirs);
  let [removed, added] = [0, 0];
  const lines = stretches.flatMap(({ type, left: [from, to], right: [start, end] }): DiffLine[] => {
    if (type === 'same') {
      return Array.from({ length: to - from }, (_, index) => ({
        type,
        left: plain(mine, from + index),
        right: plain(theirs, start + index),
      }));
    }
    removed += to - from;
    added += end - start;
    return Array.from({ length: Math.max(to - from, end - start) }, (_, index): DiffLine => {
      const [x, y] = [from + index, start + index];
      if (x < to && y < end && !coarse) return pairOf(mine, theirs, x, y);
      return { type, left: x < to ? plain(mine, x) : undefined, right: y < end ? plain(theirs, y) : undefined };
    });
  });
  return { lines, removed, added, coarse };
}

/** A last line break ends a line and begins none. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function plain(lines: readonly string[], index: number): DiffSide {
  return { number: index + 1, pieces: [{ text: lines[index] ?? '', marked: false }] };
}

function pairOf(mine: readonly string[], theirs: readonly string[], x: number, y: number): DiffLine {
  const [left, right] = [mine[x] ?? '', theirs[y] ?? ''];
  const marks = left.length + right.length > longestMarked ? undefined : diffWords(left, right);
  return {
    type: 'changed',
    left: marks ? { number: x + 1, pieces: marks.left } : plain(mine, x),
    right: marks ? { number: y + 1, pieces: marks.right } : plain(theirs, y),
  };
}

/** Two lines word by word; undefined where they share too little for marks to help. */
export function diffWords(left: string, right: string): { left: Piece[]; right: Piece[] } | undefined {
  const [mine, theirs] = [wordsOf(left), wordsOf(right)];
  const { stretches } = diffSequence(mine, theirs);
  const pieces = { left: [] as Piece[], right: [] as Piece[] };
  let shared = 0;
  for (const { type, left: one, right: other } of stretches) {
    const texts = { left: mine.slice(...one).join(''), right: theirs.slice(...other).join('') };
    if (type === 'same') shared += texts.left.trim().length;
    for (const side of ['left', 'right'] as const) {
      if (texts[side]) pieces[side].push({ text: texts[side], marked: type === 'changed' });
    }
  }
  return shared * 4 < Math.min(left.length, right.length) ? undefined : pieces;
}

function wordsOf(line: string): string[] {
  return line.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

/** Equal lines that are left out, with how many there are. */
export type Folded = DiffLine | { type: 'folded'; from: number; count: number };

/** Lines with the long stretches of equal ones folded, but for `context` of them around each change. */
export function foldLines(lines: readonly DiffLine[], opened: ReadonlySet<number>, context = 3): Folded[] {
  const near = new Uint8Array(lines.length);
  for (const [index, line] of lines.entries()) {
    if (line.type === 'changed') near.fill(1, Math.max(0, index - context), index + context + 1);
  }
  const shown: Folded[] = [];
  for (let index = 0; index < lines.length; ) {
    let end = index;
    while (end < lines.length && near[end] === 0) end += 1;
    // One line says more than that there is one.
    if (end - index > 1 && !opened.has(index)) shown.push({ type: 'folded', from: index, count: end - index });
    else shown.push(...lines.slice(index, end));
    index = end;
    while (end < lines.length && near[end] === 1) end += 1;
    shown.push(...lines.slice(index, end));
    index = end;
  }
  return shown;
}
