import type { SplitDatasetInput } from '../datasets/schema.ts';

/** Names that the example gives to what it makes. */
export const storyNames = {
  flights: 'flights',
  train: 'flights-train',
  evaluate: 'flights-may',
  predict: 'flights-june',
  experiment: 'late-arrival',
  model: 'late-arrival',
  alias: 'champion',
  june: 'late-june',
  all: 'late-all',
} as const;

/** What ranks its models, as it is measured on May. */
export const storyRanking = { primaryMetric: 'eval/auc', metricDirection: 'max' } as const;

/** January to April trains, May evaluates, June is predicted. The six rows of 1 July belong to none. */
export const storySplits: SplitDatasetInput[] = [
  {
    name: storyNames.train,
    description: 'Flights of January to April 2001',
    where: "date >= '2001-01-01' and date < '2001-05-01'",
  },
  {
    name: storyNames.evaluate,
    description: 'Flights of May 2001',
    where: "date >= '2001-05-01' and date < '2001-06-01'",
  },
  {
    name: storyNames.predict,
    description: 'Flights of June 2001, as known before they leave: without their delay',
    where: "date >= '2001-06-01' and date < '2001-07-01'",
    exclude: ['delay'],
  },
];
