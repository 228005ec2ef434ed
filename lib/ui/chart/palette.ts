/** Twelve hues at equal lightness and chroma, in an order that keeps neighbours far apart. */
export const runHues = [262, 155, 25, 75, 310, 200, 350, 110, 50, 230, 180, 285] as const;

/** Dash patterns for the second and further rounds: more than twelve runs repeat a hue, never a near-duplicate. */
export const runDashes: readonly (readonly number[])[] = [[], [6, 4], [2, 3], [9, 3, 2, 3]];

export interface RunColor {
  hue: number;
  /** Line pattern in pixels; empty is solid. */
  dash: readonly number[];
  /** CSS colour that follows the theme and the palette. */
  css: string;
}

/** The same hues as a tag keeps them, in the lightness of the light theme: any program can show these. */
export const runHexes = [
  '#4777d2',
  '#069253',
  '#c34f4b',
  '#a46e01',
  '#955dbc',
  '#048b91',
  '#b94f87',
  '#7f8002',
  '#be5a0a',
  '#0886b0',
  '#078e7d',
  '#736ace',
] as const;

// A variable, so that themes and the colours for colour-blind eyes need nothing of who draws with it.
function cssOf(place: number): string {
  return `var(--run-${place})`;
}

/** A colour that somebody chose: one of the palette follows the theme, any other stays as it is. @param hex #rrggbb */
export function chosenColor(hex: string): string {
  const place = (runHexes as readonly string[]).indexOf(hex.toLowerCase());
  return place < 0 ? hex : cssOf(place);
}

/** Colours of runs in which those that somebody chose take the place of those that were assigned. */
export function withChosen(
  colors: ReadonlyMap<string, RunColor>,
  runs: readonly { id: string; color: string | null }[],
): Map<string, RunColor> {
  const all = new Map(colors);
  for (const { id, color } of runs) {
    if (color !== null) all.set(id, { hue: all.get(id)?.hue ?? 0, dash: [], css: chosenColor(color) });
  }
  return all;
}

/** The colour in a fixed place of the palette: 0 to 11 solid, 12 to 23 dashed, and so on. */
export function runColor(slot: number): RunColor {
  const safe = Math.max(0, Math.trunc(slot));
  const hue = runHues[safe % runHues.length] ?? runHues[0];
  const dash = runDashes[Math.floor(safe / runHues.length) % runDashes.length] ?? [];
  return { hue, dash, css: cssOf(safe % runHues.length) };
}

/**
 * Gives each run a place in the palette. A run asks for the place its id hashes to; when a run before it in the list
 * has that one, it takes the free place farthest in hue from those taken. The same list gives the same colours.
 */
export function assignRunColors(ids: readonly string[]): Map<string, RunColor> {
  const colors = new Map<string, RunColor>();
  let taken = new Set<number>();
  let round = 0;
  for (const id of ids) {
    if (colors.has(id)) continue;
    if (taken.size === runHues.length) {
      taken = new Set();
      round += 1;
    }
    const wished = hash(id) % runHues.length;
    const place = taken.has(wished) ? farthest(taken) : wished;
    taken.add(place);
    colors.set(id, runColor(round * runHues.length + place));
  }
  return colors;
}

function farthest(taken: Set<number>): number {
  const used = [...taken].map((place) => runHues[place] ?? 0);
  let best = 0;
  let distance = -1;
  runHues.forEach((hue, place) => {
    if (taken.has(place)) return;
    const near = Math.min(...used.map((other) => hueDistance(hue, other)));
    if (near > distance) {
      distance = near;
      best = place;
    }
  });
  return best;
}

/** Degrees between two hues, the short way round. */
export function hueDistance(a: number, b: number): number {
  const apart = Math.abs(a - b) % 360;
  return apart > 180 ? 360 - apart : apart;
}

// FNV-1a: spreads ids that differ in their last digits only.
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
