import type { ClientBase } from 'pg';
import { bucketSizeOver } from './buckets.ts';
import { blocksAt, openingRows, type StoredBlock } from './sql/read-blocks.ts';
import { isEverything, type Stretch, type Window } from './stretch.ts';
import { advance, newWalk, type Part, pointsWithin, stretchOf, type Walk, wholeBlock } from './walk-blocks.ts';

/** What is wanted of one series. */
export interface StretchAsk {
  seriesId: number;
  /** How many points lie in sealed blocks and in the hot table, by the series' row. */
  sealed: number;
  hot: number;
  window: Window;
  /** At least half as many entries as this, at most some 32 times as many; all points where they are no more. */
  entries: number;
}

/** Finer than this there is nothing above. */
const topmost = 32_767;

/**
 * Reads stretches of series, from hot points and sealed blocks alike. Of a long series the coarsest level of the pyramid
 * is taken that has enough entries in the window, and only the ends of the window are followed down to the points: the
 * extremes are exact, and the number of blocks read does not grow with the length of the series.
 * @param client within a snapshot: a point that is sealed meanwhile would be missed, or seen twice
 * @param asks each series once
 * @returns the stretches by series id
 */
export async function readStretches(client: ClientBase, asks: readonly StretchAsk[]): Promise<Map<number, Stretch>> {
  const walks = new Map(asks.map((ask) => [ask.seriesId, newWalk(ask.window, ask.entries)]));
  if (walks.size === 0) return new Map();
  const opening = await openingRows(
    client,
    asks.map(({ seriesId, sealed, hot, window, entries }) => ({
      ...window,
      seriesId,
      level: isEverything(window) ? levelFor(sealed, entries) : topmost,
      hot: hot > 0,
    })),
  );
  for (const { seriesId, points } of opening.hot) {
    const walk = walks.get(seriesId);
    if (walk) walk.hot = pointsWithin(points, walk.window);
  }
  for (const block of opening.blocks) walks.get(block.seriesId)?.undecided.push(wholeBlock(block));
  let blocks = opening.blocks;
  for (;;) {
    const bodies = new Map(blocks.map((block) => [placeOf(block.seriesId, block), block.body]));
    for (const [seriesId, walk] of walks) advance(walk, (part) => bodyOf(bodies, seriesId, part));
    const places = Array.from(walks, ([seriesId, walk]) => placesOf(seriesId, walk)).flat();
    if (places.length === 0) break;
    blocks = await blocksAt(client, places);
  }
  return new Map(Array.from(walks, ([seriesId, walk]) => [seriesId, stretchOf(walk)]));
}

/** The coarsest level at which so many points have at least half as many entries as wanted. */
function levelFor(points: number, entries: number): number {
  if (points <= entries) return 0;
  let level = 0;
  for (let left = points; ; level += 1) {
    left /= bucketSizeOver(level);
    if (left < entries / 2) return level;
  }
}

function placesOf(seriesId: number, { undecided, edges }: Walk): { seriesId: number; level: number; index: number }[] {
  return [...undecided, ...edges].map(({ level, index }) => ({ seriesId, level, index }));
}

function placeOf(seriesId: number, { level, index }: { level: number; index: number }): string {
  return `${seriesId} ${level} ${index}`;
}

function bodyOf(bodies: Map<string, StoredBlock['body']>, seriesId: number, part: Part): Uint8Array {
  const body = bodies.get(placeOf(seriesId, part));
  if (!body) throw new Error(`Block ${part.index} of level ${part.level} of metric series ${seriesId} is missing.`);
  return body;
}
