import { nativeName, nativeValue } from '#lib/filter/write-native-term.ts';
import { attributes } from '#lib/runs/table/column.ts';
import type { KeyKind } from './use-found-keys.ts';

// Words of the filter language itself.
const reserved: ReadonlySet<string> = new Set([
  ...[
    'and',
    'or',
    'not',
    'in',
    'is',
    'null',
    'like',
    'ilike',
    'contains',
    'exists',
    'matches',
    'starts',
    'ends',
    'with',
  ],
  ...['true', 'false', 'nan', 'inf', 'infinity'],
]);
const own: ReadonlySet<string> = new Set(attributes);

/** A key as a filter names it: bare where that means nothing else, undefined where it cannot be named. */
export function suggestedKey(kind: KeyKind, key: string): string | undefined {
  const bare = /^[A-Za-z_]\w*(?:[./:-]\w+)*$/.test(key) && !reserved.has(key.toLowerCase()) && !own.has(key);
  // What stands before a dot may name a kind.
  return bare && !/^(?:metric|param|parameter|tag|attribute|attr|run|dataset)s?\./i.test(key)
    ? key
    : nativeName(kind, key);
}

/** A value as a filter writes it. */
export function suggestedValue(value: string): string {
  return /^-?\w+(?:\.\w+)*$/.test(value) && !reserved.has(value.toLowerCase()) ? value : nativeValue(value);
}

/** The columns whose values may stand behind a field that a filter names. */
export function valueFields(field: string): string[] {
  const [, kind, named] = /^(param|tag)(?:eter)?s?\.(.+)$/is.exec(field) ?? [];
  const key = (named ?? field).replace(/^([`"'])(.*)\1$/s, '$2');
  if (kind) return [`${kind.toLowerCase()}:${key}`];
  return ['status', 'kind', 'user', 'actor', 'name'].includes(key) ? [key] : [`param:${key}`, `tag:${key}`];
}
