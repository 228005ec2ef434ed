import type { TrainRecipeInput } from '../queue/kinds/train.ts';

/**
 * The example: will this flight leave more than 15 minutes late? Trained on January to April it reaches an AUC of 0.673
 * on May (by the mean of each hour alone: 0.632). The day of the year is left out on purpose: May lies outside the range trained on, and it misleads.
 */
export const flightsRecipe: Omit<TrainRecipeInput, 'dataset' | 'evaluation'> = {
  task: 'binary',
  target: { column: 'delay', rule: { op: '>', value: 15 } },
  features: [
    { column: 'date', extract: 'hour', encoder: { kind: 'cyclic', harmonics: 2 } },
    { column: 'date', extract: 'weekday', encoder: { kind: 'cyclic', harmonics: 1 } },
    { column: 'distance', encoder: { kind: 'standardize' } },
    { column: 'origin', encoder: { kind: 'embedding', size: 8 } },
    { column: 'destination', encoder: { kind: 'embedding', size: 8 } },
  ],
  layers: [64, 32],
  activation: 'relu',
  optimizer: { kind: 'adam', learningRate: 0.002 },
  batchSize: 4_096,
  epochs: 7,
  seed: 42,
};
