/** What one run of the search measures holds, the same on both sides, so that answers can be checked and not only timed. */
export interface BenchRun {
  name: string;
  startTime: number;
  metrics: Record<string, number>;
  params: Record<string, string>;
  tags: Record<string, string>;
}

/** Keys that a training script logs, and the shape of their curves over the steps of a run. */
const curves: Record<string, (step: number, noise: number) => number> = {
  'train/loss': (step, noise) => 2.3 * Math.exp(-step / 4000) + 0.08 + 0.05 * noise,
  'train/accuracy': (step, noise) => 0.95 - 0.85 * Math.exp(-step / 3500) + 0.01 * noise,
  'train/grad_norm': (_, noise) => 1.5 + 0.6 * noise,
  'train/samples_per_second': (_, noise) => 812 + 17 * noise,
  'val/loss': (step, noise) => 2.4 * Math.exp(-step / 4200) + 0.11 + 0.02 * noise,
  'val/accuracy': (step, noise) => 0.93 - 0.83 * Math.exp(-step / 3600) + 0.004 * noise,
  lr: (step) => 3e-4 * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, step / 100_000))),
  epoch: (step) => Math.floor(step / 390),
  'system/cpu_utilization_percentage': (_, noise) => 61 + 9 * noise,
  'system/system_memory_usage_megabytes': (step, noise) => 9_120 + step / 900 + 3 * noise,
};
export const curveKeys = Object.keys(curves);

/** The same numbers between 0 and 1 on every machine (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a key shows at a step: its curve with unrest between -1 and 1, most of it near 0. */
export function curveValue({ key, step, random }: { key: string; step: number; random: () => number }): number {
  return curves[key]?.(step, random() + random() - 1) ?? random();
}

export interface WirePoint {
  key: string;
  value: number;
  timestamp: number;
  step: number;
}

/** Points of a run that goes on: every key of `keys` at each of `steps` steps, half a second from step to step. */
export function curvePoints(of: {
  keys: string[];
  fromStep: number;
  steps: number;
  startTime: number;
  random: () => number;
}): WirePoint[] {
  const points: WirePoint[] = [];
  for (let step = of.fromStep; step < of.fromStep + of.steps; step += 1) {
    for (const key of of.keys) {
      const value = curveValue({ key, step, random: of.random });
      points.push({ key, value, timestamp: of.startTime + step * 500, step });
    }
  }
  return points;
}

const optimizers = ['adam', 'sgd', 'adamw'];
const teams = ['vision', 'language', 'tabular', 'speech'];
const firstStart = Date.UTC(2026, 0, 1);

/** Run `index` of the search measures: 10 metrics, 10 params and 7 tags, as a sweep leaves them. Pure. */
export function benchRun(index: number): BenchRun {
  const random = randomFrom(index + 1);
  const pick = (choices: string[]) => choices[Math.floor(random() * choices.length)] ?? '';
  const metrics = {
    val_accuracy: random(),
    val_loss: random() * 3,
    train_accuracy: random(),
    train_loss: random() * 3,
    test_accuracy: random(),
    test_loss: random() * 3,
    f1: random(),
    roc_auc: 0.5 + random() / 2,
    epoch: Math.floor(random() * 40),
    seconds: 100 + random() * 4_000,
  };
  const params = {
    trial: String(index),
    optimizer: pick(optimizers),
    learning_rate: (random() * 1e-2).toPrecision(4),
    batch_size: pick(['32', '64', '128', '256']),
    epochs: '40',
    dropout: (random() / 2).toFixed(2),
    weight_decay: '0.0001',
    hidden: pick(['256', '512', '1024']),
    scheduler: pick(['cosine', 'step']),
    dataset: `s3://features/flights/2026-0${1 + (index % 9)}/part.parquet`,
  };
  const tags = {
    'mlflow.user': pick(['ana', 'joris', 'wei', 'tomas']),
    'mlflow.source.name': '/home/work/train.py',
    'mlflow.source.type': 'LOCAL',
    'mlflow.source.git.commit': Array.from({ length: 5 }, () =>
      Math.floor(random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join(''),
    team: pick(teams),
    stage: pick(['try', 'candidate']),
    'host.name': `node-${1 + (index % 16)}`,
  };
  return { name: `sweep-${index}`, startTime: firstStart + index * 60_000, metrics, params, tags };
}

/** A search of the measures: what is asked, and the same rule in plain code, to check the answer by. */
export interface BenchSearch {
  name: string;
  filter: string;
  orderBy: string[];
  maxResults: number;
  matches: (run: BenchRun) => boolean;
  order: (a: BenchRun, b: BenchRun) => number;
}

const isCandidate = (run: BenchRun) =>
  (run.metrics.val_accuracy ?? 0) > 0.2 && run.params.optimizer === 'adam' && run.tags.stage === 'candidate';
const candidates = "metrics.val_accuracy > 0.2 AND params.optimizer = 'adam' AND tags.stage = 'candidate'";
const by = (key: string, direction: 1 | -1) => (a: BenchRun, b: BenchRun) =>
  direction * ((a.metrics[key] ?? 0) - (b.metrics[key] ?? 0));

/**
 * Metric, param and tag at once with an order: ranked by the metric that is filtered, by another one, and a rare match.
 * An eighth of all runs match the first two, so that a page of 100 is full at 1,000 runs too.
 */
export const searches: BenchSearch[] = [
  {
    name: 'ranked by the filtered metric',
    filter: candidates,
    orderBy: ['metrics.val_accuracy DESC'],
    maxResults: 100,
    matches: isCandidate,
    order: by('val_accuracy', -1),
  },
  {
    name: 'ranked by another metric',
    filter: candidates,
    orderBy: ['metrics.train_loss ASC'],
    maxResults: 100,
    matches: isCandidate,
    order: by('train_loss', 1),
  },
  {
    name: 'one match',
    filter: "metrics.val_loss >= 0 AND params.trial = '137' AND tags.`mlflow.source.type` = 'LOCAL'",
    orderBy: ['metrics.val_accuracy DESC'],
    maxResults: 100,
    matches: (run) => run.params.trial === '137',
    order: by('val_accuracy', -1),
  },
];

/** Names of the first page of `search` over the first `count` runs; of equal runs the one that began last comes first. */
export function expectedNames(search: BenchSearch, count: number): string[] {
  return Array.from({ length: count }, (_, index) => benchRun(index))
    .filter(search.matches)
    .sort((a, b) => search.order(a, b) || b.startTime - a.startTime)
    .slice(0, search.maxResults)
    .map((run) => run.name);
}
