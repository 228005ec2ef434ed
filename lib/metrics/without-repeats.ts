import { filterPoints, type PackedPoints } from './pack-points.ts';

/** The points, each once: clients repeat themselves within a request too. */
export function withoutRepeats(points: PackedPoints): PackedPoints {
  const { size, keyOf, step, at, value } = points;
  const lastOf = new Int32Array(points.keys.length).fill(-1);
  let ascending = true;
  for (let index = 0; index < size && ascending; index += 1) {
    const key = keyOf[index] ?? 0;
    const before = lastOf[key] ?? -1;
    lastOf[key] = index;
    if (before < 0) continue;
    const [mine, last] = [step[index] ?? 0, step[before] ?? 0];
    ascending = mine > last || (mine === last && (at[index] ?? 0) > (at[before] ?? 0));
  }
  // Points whose (step, at) only grows, as a training loop logs them, cannot repeat.
  if (ascending) return points;
  const seen = new Set<string>();
  return filterPoints(points, (index) => {
    const name = `${keyOf[index]} ${step[index]} ${at[index]} ${value[index]}`;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
