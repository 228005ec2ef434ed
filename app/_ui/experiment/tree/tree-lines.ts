import type { TreeRow } from '#lib/runs/tree/schema.ts';

/** Runs that stand beside each other: how many, and those at hand by their places. */
export interface Branch {
  total: number;
  rows: ReadonlyMap<number, TreeRow>;
}

/** A line of a tree that is drawn one line for each run. */
export interface TreeLine {
  /** The run it stands below; undefined for one below none. */
  under: string | undefined;
  /** Its place among those beside it, from 0 on. */
  place: number;
  beside: number;
  /** 0 for one below none. */
  depth: number;
  /** undefined where it is not loaded. */
  row: TreeRow | undefined;
  /** The runs below it are shown. */
  open: boolean;
  /** The line of the run that it stands below. */
  parent: number | undefined;
}

/** Pixels for each level, and how many levels are told apart by them. */
const indent = 16;
const deepestIndent = 12;

/** How far a line is moved in, in pixels. */
export function indentOf({ depth }: TreeLine): number {
  return Math.min(depth, deepestIndent) * indent;
}

export interface TreeLines {
  total: number;
  lineAt: (index: number) => TreeLine | undefined;
  /** Runs that are open, with where they stand: their rows must stay at hand, they say how many lines there are. */
  open: readonly { under: string | undefined; place: number }[];
}

interface Node {
  id: string | undefined;
  branch: Branch | undefined;
  beside: number;
  /** With all that is open below them. */
  lines: number;
  /** By place. */
  open: { place: number; node: Node }[];
}

/** Runs that name each other round in a ring would have no end. */
const deepest = 100;

/**
 * The lines of a tree. Pure.
 * @param branches by the id of the run above, '' for those below none
 */
export function treeLines(branches: ReadonlyMap<string, Branch>, isOpen: (row: TreeRow) => boolean): TreeLines {
  const open: { under: string | undefined; place: number }[] = [];
  const nodeOf = (id: string | undefined, count: number, depth: number): Node => {
    const branch = branches.get(id ?? '');
    const beside = branch?.total ?? count;
    const node: Node = { id, branch, beside, lines: beside, open: [] };
    if (!branch || depth > deepest) return node;
    for (const [place, row] of branch.rows) {
      if (place >= beside || row.below === 0 || !isOpen(row)) continue;
      const below = nodeOf(row.id, row.below, depth + 1);
      node.open.push({ place, node: below });
      node.lines += below.lines;
      open.push({ under: id, place });
    }
    node.open.sort((a, b) => a.place - b.place);
    return node;
  };
  const root = nodeOf(undefined, 0, 0);
  const known = new Map<number, TreeLine>();
  return {
    total: root.lines,
    open,
    lineAt(index) {
      if (index < 0 || index >= root.lines) return undefined;
      const line = known.get(index) ?? findLine(root, index);
      known.set(index, line);
      return line;
    },
  };
}

function findLine(root: Node, index: number): TreeLine {
  let node = root;
  let depth = 0;
  let parent: number | undefined;
  /** Where the lines of the node begin. */
  let start = 0;
  for (;;) {
    let inside: Node | undefined;
    let before = 0;
    let at = index - start;
    for (const { place, node: below } of node.open) {
      const line = place + before;
      if (at <= line) break;
      if (at <= line + below.lines) {
        parent = start + line;
        inside = below;
        break;
      }
      before += below.lines;
    }
    if (inside) {
      start = (parent ?? 0) + 1;
      node = inside;
      depth += 1;
      continue;
    }
    at -= before;
    const row = node.branch?.rows.get(at);
    const open = node.open.some(({ place }) => place === at);
    return { under: node.id, place: at, beside: node.beside, depth, row, open, parent };
  }
}
