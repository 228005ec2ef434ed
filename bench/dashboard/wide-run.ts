import { randomFrom } from '../tracking/workload.ts';

/** What a run of the dashboard's measures holds: 50 metrics and 30 params, as a large sweep leaves them. */
export interface WideRun {
  name: string;
  status: 'finished' | 'failed' | 'canceled';
  user: string;
  startTime: number;
  seconds: number;
  /** The last values, in the order of `wideMetrics`. */
  metrics: number[];
  /** In the order of `wideParams`. */
  params: string[];
  tags: Record<string, string>;
}

/** The metric that ranks the runs; its curve is drawn small beside each of them. */
export const rankingMetric = 'val/accuracy';

const numbered = (count: number, name: (two: string) => string) =>
  Array.from({ length: count }, (_, index) => name(String(index).padStart(2, '0')));

export const wideMetrics = [
  rankingMetric,
  'val/loss',
  'val/f1',
  'train/loss',
  'train/accuracy',
  'train/grad_norm',
  'test/accuracy',
  'test/loss',
  'seconds_per_epoch',
  'system/memory_megabytes',
  ...numbered(40, (two) => `layer/${two}/grad_norm`),
];

/** How each param is spelt, from a number between 0 and 1 and the number of the run. */
const spellings: Record<string, (share: number, index: number) => string> = {
  learning_rate: (share) => (10 ** (-5 + 4 * share)).toPrecision(4),
  optimizer: (share) => choose(['adam', 'adamw', 'sgd'], share),
  batch_size: (share) => choose(['32', '64', '128', '256'], share),
  dropout: (share) => (share / 2).toFixed(2),
  scheduler: (share) => choose(['cosine', 'step', 'constant'], share),
  seed: (share) => String(Math.floor(share * 10)),
  trial: (_, index) => String(index),
  dataset: (_, index) => `s3://features/flights/2026-0${1 + (index % 9)}/part-${index % 400}.parquet`,
  ...Object.fromEntries(numbered(22, (two) => `augment_${two}`).map((key) => [key, (share) => share.toFixed(3)])),
};
export const wideParams = Object.keys(spellings);

const firstStart = Date.UTC(2026, 0, 1);

/** Run `index`, the same on every machine. Pure. */
export function wideRun(index: number): WideRun {
  const random = randomFrom(index + 1);
  return {
    name: `sweep-${index}`,
    status: choose(['finished', 'finished', 'finished', 'finished', 'failed', 'canceled'], random()),
    user: choose(['ana', 'joris', 'wei', 'tomas'], random()),
    startTime: firstStart + index * 60_000,
    seconds: 30 + Math.floor(random() * 7_200),
    metrics: wideMetrics.map(random),
    params: wideParams.map((key) => spellings[key]?.(random(), index) ?? ''),
    tags: { team: choose(['vision', 'language', 'tabular', 'speech'], random()), 'mlflow.runName': `sweep-${index}` },
  };
}

function choose<T extends string>(among: readonly [T, ...T[]], share: number): T {
  return among[Math.floor(share * among.length)] ?? among[0];
}
