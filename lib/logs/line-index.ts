/** What is known of a piece of a log without its text. */
export interface PieceShape {
  id: number;
  attempt: number;
  stream: string;
  chars: number;
  newlines: number;
  /** Its last character ends a line. */
  ends: boolean;
}

/** Lines that have begun and not ended: the number of each by the stream that writes it (`1 stdout`). */
export type OpenLines = ReadonlyMap<string, number>;

/** A stretch of a log: pieces with ids in (after, last], in which lines `first` to `first + lines - 1` begin. */
export interface LineBlock {
  after: number;
  last: number;
  first: number;
  lines: number;
  chars: number;
  /** Open where it begins: what follows in these streams belongs to lines before `first`. */
  open: OpenLines;
}

/** Where the lines of a log lie among its pieces. Lines are numbered from 1, in the order in which they begin. */
export interface LineIndex {
  blocks: LineBlock[];
  total: number;
  lastId: number;
  open: Map<string, number>;
  attempts: Set<number>;
}

const charsOfBlock = 131_072;

export const emptyIndex = (): LineIndex => ({
  blocks: [],
  total: 0,
  lastId: 0,
  open: new Map(),
  attempts: new Set(),
});

export const streamKey = ({ attempt, stream }: { attempt: number; stream: string }): string => `${attempt} ${stream}`;

/**
 * Takes in the pieces that follow those already known, in the order of their ids. A piece may end in the middle of a
 * line; what comes next in the same stream of the same attempt goes on with it, whatever other streams wrote in between.
 */
export function extendIndex(index: LineIndex, pieces: readonly PieceShape[]): void {
  for (const piece of pieces) {
    let block = index.blocks.at(-1);
    if (!block || block.chars >= charsOfBlock) {
      const open = new Map(index.open);
      block = { after: index.lastId, last: index.lastId, first: index.total + 1, lines: 0, chars: 0, open };
      index.blocks.push(block);
    }
    const stream = streamKey(piece);
    const begun = index.open.get(stream);
    if (piece.chars > 0) {
      const lines = piece.newlines + (piece.ends ? 0 : 1) - (begun === undefined ? 0 : 1);
      index.total += lines;
      block.lines += lines;
      if (piece.ends) index.open.delete(stream);
      else if (lines > 0) index.open.set(stream, index.total);
    }
    block.chars += piece.chars;
    block.last = piece.id;
    index.lastId = piece.id;
    index.attempts.add(piece.attempt);
  }
}

/** The blocks in which lines `from` to `to` (both included) begin; empty where there are none. */
export function blocksOf({ blocks }: Pick<LineIndex, 'blocks'>, from: number, to: number): LineBlock[] {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle];
    if (block && block.first + block.lines <= from) low = middle + 1;
    else high = middle;
  }
  const found: LineBlock[] = [];
  for (const block of blocks.slice(low)) {
    if (block.first > to) break;
    if (block.lines > 0) found.push(block);
  }
  return found;
}
