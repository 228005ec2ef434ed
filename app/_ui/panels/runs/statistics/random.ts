/** A stream of numbers from 0 to 1 that is the same for all with the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` different numbers below `of`, in random order. */
export function sampleOf(of: number, count: number, random: () => number): Int32Array {
  const all = Int32Array.from({ length: of }, (_, index) => index);
  const taken = Math.min(of, count);
  for (let at = 0; at < taken; at += 1) {
    const other = at + Math.floor(random() * (of - at));
    [all[at], all[other]] = [all[other] ?? 0, all[at] ?? 0];
  }
  return all.subarray(0, taken);
}
