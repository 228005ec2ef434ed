import { randomValue, seeded } from '../blocks/testing/random.ts';

/** One point of a request in the tests of kills. `at` is the number of the request: it names all of its points. */
export interface KillPoint {
  key: string;
  step: number;
  at: number;
  value: number;
}

/** The request of a number: always the same, so that whoever finds one of its points knows what the others are. */
export function requestOf(number: number): KillPoint[] {
  const random = seeded(number);
  const size = 1 + random.below(random.pick([3, 60, 300]));
  const base = random.below(4) === 0 ? random.below(1_000) : number % 1_000_000;
  return Array.from({ length: size }, (_, index) => ({
    key: `m${index % 4}`,
    step: base + index,
    at: number,
    value: random.below(4) === 0 ? randomValue(random) : random.next(),
  }));
}
