import type { TrainRecipe } from '../queue/kinds/train.ts';
import type { ColumnNeed } from './check-columns.ts';

const ofDay = new Set(['hour', 'minute', 'second']);

/** The columns a training recipe reads, with where it names them. */
export function trainColumnNeeds(recipe: Pick<TrainRecipe, 'target' | 'features' | 'task'>): ColumnNeed[] {
  const { rule } = recipe.target;
  const numeric = recipe.task === 'regression' || (rule !== undefined && typeof rule.value === 'number');
  return [
    { column: recipe.target.column, path: 'recipe.target.column', as: numeric ? 'number' : 'value' },
    ...recipe.features.map((feature, index): ColumnNeed => {
      const path = `recipe.features.${index}.column`;
      if (feature.extract)
        return { column: feature.column, path, as: ofDay.has(feature.extract) ? 'time-of-day' : 'time' };
      const numbers = feature.encoder.kind === 'standardize' || feature.encoder.kind === 'cyclic';
      return { column: feature.column, path, as: numbers ? 'number' : 'value' };
    }),
  ];
}
