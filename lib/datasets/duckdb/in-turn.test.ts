import { expect, test, vi } from 'vitest';
import { inTurn } from './in-turn.ts';

const settings = vi.hoisted(() => ({ webProcesses: 1 }));
vi.mock('../../env.ts', () => ({ env: () => settings }));

test.each([
  [1, 2],
  [2, 1],
  [8, 1],
])('one of %i web processes reads %i tables at a time', async (processes, atOnce) => {
  settings.webProcesses = processes;
  const ends: (() => void)[] = [];
  const reads = Array.from({ length: 4 }, () => inTurn(() => new Promise<void>((resolve) => ends.push(resolve))));
  for (let ended = 0; ended < reads.length; ended += 1) {
    expect(ends).toHaveLength(Math.min(ended + atOnce, reads.length));
    ends[ended]?.();
    await new Promise(setImmediate);
  }
  await Promise.all(reads);
});
