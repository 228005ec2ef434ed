import { newPoints, type PointColumns } from '#lib/metrics/blocks/points.ts';
import { curveKeys, curveValue, randomFrom } from '../tracking/workload.ts';

const tasks = Array.from({ length: 20 }, (_, index) => `eval/task_${String(index).padStart(2, '0')}`);

/** The 30 metrics of a run with curves. */
export const panelKeys = [...curveKeys, ...tasks];

/** The 31st, which is much longer than the others. */
export const longKey = 'train/token_loss';

/** A value of a metric: its own curve, or for a key that has none the one of a loss or an accuracy. */
export function panelValue({ key, step, random }: { key: string; step: number; random: () => number }): number {
  const shape = curveKeys.includes(key) ? key : Number(key.at(-1)) % 2 === 1 ? 'val/accuracy' : 'val/loss';
  return curveValue({ key: shape, step, random });
}

/** A whole curve, half a second from step to step. */
export function panelCurve({ key, length, seed }: { key: string; length: number; seed: number }): PointColumns {
  const random = randomFrom(seed);
  const made = newPoints(length);
  for (let step = 0; step < length; step += 1) {
    made.step[step] = step;
    made.at[step] = 1_780_000_000_000 + step * 500 + Math.floor(random() * 20);
    made.value[step] = panelValue({ key, step, random });
  }
  return made;
}
