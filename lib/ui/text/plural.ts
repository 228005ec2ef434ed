import { formatCount } from '../format.ts';

const rules = new Intl.PluralRules('en');

/** `run` or `runs`, where the number itself is written elsewhere. */
export function pluralForm(count: number, one: string, many = `${one}s`): string {
  return rules.select(count) === 'one' ? one : many;
}

/** `1 run`, `1,284 runs`; pass the plural where it is not one + s. */
export function plural(count: number, one: string, many?: string): string {
  return `${formatCount(count)} ${pluralForm(count, one, many)}`;
}
