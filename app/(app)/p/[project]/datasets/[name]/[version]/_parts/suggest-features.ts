import type { ColumnProfile } from '#lib/datasets/schema.ts';
import type { TrainRecipeInput } from '#lib/queue/kinds/train.ts';

type Feature = TrainRecipeInput['features'][number];

/** Above this many values a category is learnt as a vector instead of one input for each value. */
const mostOneHot = 20;

/**
 * The features a column is trained on when nobody says otherwise: numbers standardised, few categories one-hot, many
 * embedded, points in time as hour and weekday. Columns that say nothing (one value, a value of its own in each row,
 * lists) give none.
 */
export function suggestFeatures(column: ColumnProfile): Feature[] {
  if (column.distinct < 2) return [];
  switch (column.family) {
    case 'number':
      return [{ column: column.name, encoder: { kind: 'standardize' } }];
    case 'boolean':
      return [{ column: column.name, encoder: { kind: 'one-hot' } }];
    case 'temporal':
      if (column.type === 'DATE') return [{ column: column.name, extract: 'weekday', encoder: { kind: 'cyclic' } }];
      if (column.type.startsWith('TIMESTAMP')) {
        return [
          { column: column.name, extract: 'hour', encoder: { kind: 'cyclic', harmonics: 2 } },
          { column: column.name, extract: 'weekday', encoder: { kind: 'cyclic' } },
        ];
      }
      return [{ column: column.name, extract: 'hour', encoder: { kind: 'cyclic' } }];
    case 'text':
      if (column.distinct >= column.count) return [];
      return [
        column.distinct <= mostOneHot
          ? { column: column.name, encoder: { kind: 'one-hot' } }
          : { column: column.name, encoder: { kind: 'embedding' } },
      ];
    default:
      return [];
  }
}
