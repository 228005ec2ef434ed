import type { Random } from '../../../filter/testing/random.ts';
import { runStatuses } from '../../schema.ts';
import type { ModelRun } from './model-run.ts';

export const metricKeys = ['loss', 'acc', 'val/f1'];
export const textKeys = ['lr', 'opt', 'loss', 'odd key'];
export const numbers = [
  0,
  -0,
  0.5,
  -1,
  2,
  7,
  0.001,
  1e300,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];
const long = 'x'.repeat(64);
// Some share their first 64 letters, which is all that an index holds of them; some are numbers.
export const texts = [
  'adam',
  'Adam',
  'sgd',
  '',
  '50%_x',
  "it's",
  '雪',
  'é',
  '😀',
  `${long}a`,
  `${long}b`,
  long,
  `${'😀'.repeat(70)}`,
  '0.5',
  '7',
  '1e-3',
  'a\\b',
];
export const names = ['run-1', 'run-2', 'Run-2', 'ønske', 'z'];
export const datasetNames = ['flights', 'Flights', 'mnist'];

function some<V>(random: Random, keys: string[], value: () => V): Record<string, V> {
  return Object.fromEntries(keys.filter(() => random.chance(0.6)).map((key) => [key, value()]));
}

/** Runs with many ties and gaps, in the experiments given. Pure. */
export function randomRuns(random: Random, count: number, experiments: number[]): ModelRun[] {
  const time = () => 1_700_000_000_000 + random.below(6) * 1_000;
  return Array.from({ length: count }, () => ({
    id: Array.from({ length: 4 }, () =>
      random
        .below(2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join(''),
    experimentId: random.pick(experiments),
    name: random.pick(names),
    kind: random.pick(['external', 'train']),
    status: random.pick(runStatuses),
    userName: random.chance(0.7) ? random.pick(['ana', 'wei']) : null,
    createdAt: time(),
    startedAt: random.chance(0.8) ? time() : null,
    endedAt: random.chance(0.6) ? time() + random.below(3_000) : null,
    archived: random.chance(0.15),
    metrics: some(random, metricKeys, () => random.pick(numbers)),
    params: some(random, textKeys, () => random.pick(texts)),
    tags: some(random, textKeys, () => random.pick(texts)),
    datasets: datasetNames
      .filter(() => random.chance(0.3))
      .map((name) => ({
        name,
        digest: `${name}-${random.below(2)}`,
        context: random.chance(0.7) ? random.pick(['train', 'eval']) : null,
      })),
  }));
}
