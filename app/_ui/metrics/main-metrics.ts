import { axesLast } from '#lib/metrics/axis-metrics.ts';
import { usualDirection } from './best-value.ts';

/** The two curves that tell most: a loss, and a figure of merit; whatever there is where there is neither. */
export function mainMetrics(keys: readonly string[]): string[] {
  const losses = keys.filter((key) => usualDirection(key) === 'min');
  const merits = keys.filter((key) => usualDirection(key) === 'max');
  const named = (list: readonly string[], part: string) => list.find((key) => key.endsWith(part));
  const loss = named(losses, 'train/loss') ?? named(losses, 'loss') ?? losses[0];
  const merit = named(merits, 'auc') ?? named(merits, 'accuracy') ?? merits[0];
  const chosen = [loss, merit].filter((key) => key !== undefined);
  return [...new Set([...chosen, ...losses, ...axesLast(keys)])].slice(0, 2);
}
