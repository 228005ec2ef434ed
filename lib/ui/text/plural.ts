import { formatCount } from '../format.ts';

/** `1 run`, `1,284 runs`; pass the plural where it is not one + s. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
