import { newPoints, type PointColumns } from '../points.ts';
import { sortPoints } from '../sort-points.ts';

/** Numbers from a seed, so that a failure can be run again. */
export interface Random {
  /** From 0 up to and without 1. */
  next: () => number;
  /** A whole number from 0 up to and without `below`. */
  below: (below: number) => number;
  pick: <T>(from: readonly T[]) => T;
}

/** mulberry32 */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick(from) {
      const chosen = from[below(from.length)];
      if (chosen === undefined) throw new Error('There is nothing to pick from.');
      return chosen;
    },
  };
}

const odd = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0,
  1,
  -1,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  Number.MIN_VALUE,
  2 ** -1022,
  Math.fround(0.1),
  0.1,
];
const far = Number.MAX_SAFE_INTEGER;

/** Any value that a client may log: the odd ones often, bits at random, and what training gives. */
export function randomValue(random: Random): number {
  const kind = random.below(6);
  if (kind === 0) return random.pick(odd);
  if (kind === 1) {
    const bits = new Uint32Array([random.below(2 ** 32), random.below(2 ** 32)]);
    return new Float64Array(bits.buffer)[0] ?? 0;
  }
  if (kind === 2) return Math.fround(random.next());
  if (kind === 3) return Math.round(random.next() * 1000) / 1000;
  if (kind === 4) return random.below(100) - 50;
  return random.next() * 10 ** (random.below(600) - 300);
}

function randomInteger(random: Random): number {
  const kind = random.below(4);
  if (kind === 0) return random.pick([0, far, -far, far - 1, 1 - far]);
  if (kind === 1) return Math.round((random.next() * 2 - 1) * far);
  return random.below(1000) - 500;
}

/** A sorted list of distinct points: sometimes like training, sometimes of any steps, times and values. */
export function randomPoints(random: Random, length: number): PointColumns {
  const points = newPoints(length);
  const tame = random.below(3) > 0;
  const repeat = random.below(3) === 0 ? 1 + random.below(40) : 1;
  const form = random.below(5);
  let at = 1_700_000_000_000;
  let nanoseconds = random.below(2 ** 40);
  for (let index = 0; index < length; index += 1) {
    at += random.below(40) - (random.below(20) === 0 ? 1000 : 0);
    points.step[index] = tame ? Math.floor(index / repeat) * 10 : randomInteger(random);
    points.at[index] = tame ? at : randomInteger(random);
    const began = nanoseconds;
    nanoseconds += 1e6 + random.below(1e7);
    points.value[index] =
      form === 0
        ? Math.fround(Math.exp(-index / 1000) + random.next() / 100)
        : form === 1
          ? Math.round(random.next() * 1e4) / 1e4
          : form === 2
            ? 7
            : form === 3 && random.below(200) > 0
              ? (96 / (nanoseconds / 1e6 - began / 1e6)) * 1_000
              : randomValue(random);
  }
  return sortPoints(points);
}
