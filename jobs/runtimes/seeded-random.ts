import { createHash } from 'node:crypto';

/** A generator of doubles in [0, 1): xoshiro128**, seeded by a hash, so that neighbouring seeds share nothing. */
export type Random = () => number;

/** Derives a 31-bit seed from the run's seed and a purpose. Never 0, which tfjs takes for "no seed". */
export function deriveSeed(seed: number, purpose: string): number {
  return createHash('sha256').update(`${seed}:${purpose}`).digest().readUInt32LE(0) >>> 1 || 1;
}

/** A generator whose whole stream follows from the run's seed and the purpose it serves. */
export function seededRandom(seed: number, purpose: string): Random {
  const state = createHash('sha256').update(`${seed}:${purpose}`).digest();
  let a = state.readUInt32LE(0) | 1;
  let b = state.readUInt32LE(4);
  let c = state.readUInt32LE(8);
  let d = state.readUInt32LE(12);
  const next = () => {
    const scaled = Math.imul(b, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  return () => (next() * 2 ** 21 + (next() >>> 11)) / 2 ** 53;
}

/** Shuffles the first `count` entries in place (Fisher-Yates). */
export function shuffleInPlace(items: Uint32Array, count: number, random: Random): void {
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = items[i] as number;
    items[i] = items[j] as number;
    items[j] = held;
  }
}

/**
 * Runs synchronous work with `Math.random` replaced. tfjs draws initialisers and dropout masks from it, and so do
 * database drivers and loggers between our steps: only the work itself may draw from the run's stream.
 */
export function withMathRandom<T>(random: Random, work: () => T): T {
  const original = Math.random;
  Math.random = random;
  try {
    return work();
  } finally {
    Math.random = original;
  }
}
