/** A stretch that both sequences share, or of which one has what the other has not. Ends are behind the last. */
export interface Stretch {
  type: 'same' | 'changed';
  left: [from: number, to: number];
  right: [from: number, to: number];
}

/** Edits after which nobody reads them one by one, and finding the fewest would take long. */
const mostEdits = 1_500;

/**
 * The fewest edits from one sequence to another (Myers 1986), as stretches in their order. Where there are very many edits,
 * all between the common beginning and end is one change, and `coarse` says so.
 */
export function diffSequence(
  left: readonly string[],
  right: readonly string[],
): { stretches: Stretch[]; coarse: boolean } {
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;
  const middle = { left: left.slice(start, left.length - end), right: right.slice(start, right.length - end) };
  const path = shortestEdit(middle.left, middle.right);
  const stretches: Stretch[] = [];
  let [x, y] = [0, 0];
  const add = (type: Stretch['type'], toX: number, toY: number) => {
    if (toX === x && toY === y) return;
    stretches.push({ type, left: [x, toX], right: [y, toY] });
    [x, y] = [toX, toY];
  };
  add('same', start, start);
  for (const [atX, atY, length] of path ?? []) {
    add('changed', start + atX, start + atY);
    add('same', start + atX + length, start + atY + length);
  }
  add('changed', left.length - end, right.length - end);
  add('same', left.length, right.length);
  return { stretches, coarse: path === undefined };
}

type Run = [x: number, y: number, length: number];

/** Stretches that both share on the shortest way; undefined where it has too many edits. */
function shortestEdit(left: readonly string[], right: readonly string[]): Run[] | undefined {
  const [n, m] = [left.length, right.length];
  if (n === 0 || m === 0) return [];
  const most = Math.min(n + m, mostEdits);
  const offset = most + 1;
  const furthest = new Int32Array(2 * most + 3);
  const history: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && at(furthest, k - 1 + offset) < at(furthest, k + 1 + offset));
      let x = down ? at(furthest, k + 1 + offset) : at(furthest, k - 1 + offset) + 1;
      while (x < n && x - k < m && left[x] === right[x - k]) x += 1;
      furthest[k + offset] = x;
      if (x >= n && x - k >= m) return traceBack(history, { n, m, edits, offset });
    }
    history.push(furthest.slice());
  }
  return undefined;
}

function traceBack(
  history: readonly Int32Array[],
  { n, m, edits, offset }: { n: number; m: number; edits: number; offset: number },
): Run[] {
  const runs: Run[] = [];
  let [x, y] = [n, m];
  for (let step = edits; step > 0; step -= 1) {
    const before = history[step - 1] ?? new Int32Array();
    const k = x - y;
    const down = k === -step || (k !== step && at(before, k - 1 + offset) < at(before, k + 1 + offset));
    const fromK = down ? k + 1 : k - 1;
    const fromX = at(before, fromK + offset);
    const afterX = down ? fromX : fromX + 1;
    if (x > afterX) runs.push([afterX, afterX - k, x - afterX]);
    [x, y] = [fromX, fromX - fromK];
  }
  if (x > 0) runs.push([0, 0, x]);
  return runs.reverse();
}

function at(list: Int32Array, index: number): number {
  return list[index] ?? 0;
}
