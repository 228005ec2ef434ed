import type { LoadResult } from './run-load.ts';

export const rounds = 3;

export type TakeSlice = () => Promise<LoadResult>;

/**
 * Slices of what is to be compared, in turns and never two at once: the speed of a machine drifts within minutes, which
 * those of one round all see.
 * @param quiet waits until nothing is left to do of what was before
 * @returns the slices of each taker, in the order of the rounds
 */
export async function takeTurns(takers: TakeSlice[], quiet: () => Promise<void>): Promise<LoadResult[][]> {
  const taken = takers.map((): LoadResult[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, takeSlice] of takers.entries()) {
      await quiet();
      taken[at]?.push(await takeSlice());
    }
  }
  return taken;
}
