import { childrenOfBlock } from './block-row.ts';
import { type BucketColumns, bucketSizeOver, joinBuckets, sliceBuckets } from './buckets.ts';
import { decodeBuckets } from './decode-buckets.ts';
import { decodePoints } from './decode-points.ts';
import { mergePoints } from './merge-points.ts';
import { comparePoints, compareValues, joinPoints, newPoints, type PointColumns, slicePoints } from './points.ts';
import { type Lie, lieOf, type Stretch, type Window } from './stretch.ts';

/** Some entries of a stored block: points of level 0, buckets above. */
export interface Part {
  level: number;
  index: number;
  ranges: { start: number; end: number }[];
}

/** A series being read from the top of its pyramid downwards. */
export interface Walk {
  window: Window;
  /** The stretch is to have at least half as many entries as this, or all points where they are fewer. */
  entries: number;
  /** Parts of one level that are to be opened, and may turn out too coarse. */
  undecided: Part[];
  /** Parts around the ends of the window that are to be opened, whatever comes of it. */
  edges: Part[];
  /** What lies within the window: in series order each, and not overlapping. */
  buckets: BucketColumns[];
  points: PointColumns[];
  hot: PointColumns;
  /** Blocks opened so far. */
  opened: number;
}

export function newWalk(window: Window, entries: number): Walk {
  return { window, entries, undecided: [], edges: [], buckets: [], points: [], hot: newPoints(0), opened: 0 };
}

/** All of a block. */
export function wholeBlock({ level, index }: { level: number; index: number }): Part {
  return { level, index, ranges: [{ start: 0, end: Number.POSITIVE_INFINITY }] };
}

/** Opens the parts a walk waits for, and leaves in it those that it needs next. */
export function advance(walk: Walk, bodyOf: (part: Part) => Uint8Array): void {
  const { undecided, edges } = walk;
  walk.undecided = [];
  walk.edges = [];
  walk.opened += undecided.length + edges.length;
  for (const part of edges) settle(walk, part, bodyOf(part));
  if (undecided.some((part) => part.level === 0)) {
    for (const part of undecided) settle(walk, part, bodyOf(part));
    return;
  }
  const opened = undecided.map((part) => openBuckets(part, bodyOf(part)));
  let entries = 0;
  let points = 0;
  for (const { part, block } of opened) {
    eachEntry(part, block.buckets, walk.window, (entry, lie) => {
      if (lie === 'outside') return;
      entries += 1;
      points += block.buckets.count[entry] ?? 0;
    });
  }
  const enough = entries >= walk.entries / 2 && points > walk.entries;
  for (const one of opened) {
    if (enough) settleBuckets(walk, one);
    else {
      eachEntry(one.part, one.block.buckets, walk.window, (entry, lie) => {
        if (lie !== 'outside') addRange(walk.undecided, childOf(one, entry));
      });
    }
  }
}

/** What a finished walk has found. */
export function stretchOf(walk: Walk): Stretch {
  walk.buckets.sort((a, b) => compareFirst(a, b));
  walk.points.sort((a, b) => comparePoints(a, 0, b, 0));
  const buckets = joinBuckets(walk.buckets);
  const { points } = mergePoints(joinPoints(walk.points), walk.hot);
  const count = buckets.count.reduce((sum, one) => sum + one, points.length);
  return { buckets, points, count, opened: walk.opened };
}

interface OpenBuckets {
  part: Part;
  block: ReturnType<typeof decodeBuckets>;
}

function openBuckets(part: Part, body: Uint8Array): OpenBuckets {
  return { part, block: decodeBuckets(body) };
}

function settle(walk: Walk, part: Part, body: Uint8Array): void {
  if (part.level > 0) settleBuckets(walk, openBuckets(part, body));
  else {
    const block = decodePoints(body);
    for (const { start, end } of part.ranges) {
      const points = pointsWithin(slicePoints(block, start, Math.min(end, block.length)), walk.window);
      if (points.length > 0) walk.points.push(points);
    }
  }
}

/** Takes what lies inside the window as it is; what lies partly in it is opened next. */
function settleBuckets(walk: Walk, opened: OpenBuckets): void {
  const { buckets } = opened.block;
  let start = -1;
  let end = -1;
  const take = () => {
    if (end > start) walk.buckets.push(sliceBuckets(buckets, start, end));
  };
  eachEntry(opened.part, buckets, walk.window, (entry, lie) => {
    if (lie === 'partly') addRange(walk.edges, childOf(opened, entry));
    if (lie !== 'inside') return;
    if (entry !== end) {
      take();
      start = entry;
    }
    end = entry + 1;
  });
  take();
}

function eachEntry(part: Part, buckets: BucketColumns, window: Window, visit: (entry: number, lie: Lie) => void): void {
  const [least, greatest] =
    window.axis === 'step' ? [buckets.firstStep, buckets.lastStep] : [buckets.minAt, buckets.maxAt];
  for (const { start, end } of part.ranges) {
    const stop = Math.min(end, buckets.length);
    for (let entry = start; entry < stop; entry += 1) {
      visit(entry, lieOf(least[entry] ?? 0, greatest[entry] ?? 0, window));
    }
  }
}

/** Some entries of a block. */
interface Child {
  level: number;
  index: number;
  start: number;
  end: number;
}

/** The entries of the level below that a bucket sums up. */
function childOf({ part, block }: OpenBuckets, entry: number): Child {
  const level = part.level - 1;
  const size = bucketSizeOver(level);
  if (level === 0) return { level, index: part.index, start: entry * size, end: (entry + 1) * size };
  let child = 0;
  let before = 0;
  for (const count of block.children) {
    if (before + count > entry) break;
    before += count;
    child += 1;
  }
  const start = (entry - before) * size;
  return { level, index: part.index * childrenOfBlock + child, start, end: start + size };
}

function addRange(parts: Part[], { level, index, start, end }: Child): void {
  // Entries are visited in order, so that those of one block come together.
  const last = parts.findLast((part) => part.level === level && part.index === index);
  if (!last) {
    parts.push({ level, index, ranges: [{ start, end }] });
    return;
  }
  const before = last.ranges.at(-1);
  if (before?.end === start) before.end = end;
  else last.ranges.push({ start, end });
}

/** Those of some sorted points that lie within a window. */
export function pointsWithin(points: PointColumns, { axis, from, to }: Window): PointColumns {
  const places = points[axis];
  let start = 0;
  let end = points.length;
  while (start < end && !isWithin(places[start], from, to)) start += 1;
  while (end > start && !isWithin(places[end - 1], from, to)) end -= 1;
  const part = slicePoints(points, start, end);
  if (part[axis].every((place) => isWithin(place, from, to))) return part;
  // Clocks went back: what lies outside is among the others.
  const kept = [...part[axis].keys()].filter((index) => isWithin(part[axis][index], from, to));
  const pick = (column: Float64Array) => Float64Array.from(kept, (index) => column[index] ?? 0);
  return { length: kept.length, step: pick(part.step), at: pick(part.at), value: pick(part.value) };
}

function isWithin(place = 0, from: number, to: number): boolean {
  return place >= from && place <= to;
}

function compareFirst(a: BucketColumns, b: BucketColumns): number {
  const steps = (a.firstStep[0] ?? 0) - (b.firstStep[0] ?? 0);
  if (steps !== 0) return steps;
  const times = (a.firstAt[0] ?? 0) - (b.firstAt[0] ?? 0);
  return times === 0 ? compareValues(a.first[0] ?? 0, b.first[0] ?? 0) : times;
}
