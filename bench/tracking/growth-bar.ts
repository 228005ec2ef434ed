import type { Bar } from '../bar.ts';
import type { Growth } from './measure-growth.ts';

const most = 1.5;

/** The search that suffers most from a hundred times as many runs. Pure. */
export function growthBar(found: Growth[]): Bar {
  const [worst = { name: '', few: Number.NaN, many: Number.NaN }] = found.toSorted(
    (a, b) => b.many / b.few - a.many / a.few,
  );
  const ratio = worst.many / worst.few;
  return {
    name: `searches among 100,000 runs against 1,000, ${worst.name} (the slowest of ${found.length})`,
    goal: `<= ${most} times`,
    measured: `${ratio.toFixed(2)} times (${worst.few.toFixed(1)} -> ${worst.many.toFixed(1)} ms)`,
    met: ratio <= most,
    detail: Object.fromEntries(found.map((one) => [one.name, [one.few, one.many]])),
  };
}
