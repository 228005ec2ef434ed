import { nativeRunsGrammar } from '#lib/filter/grammars/native-runs.ts';
import { parseNativeFilter } from '#lib/filter/parse-native-filter.ts';
import type { Filter } from '#lib/filter/tree.ts';
import type { Key } from './absent-keys.ts';

/** Names that a filter compares, each with the kinds of keys it may be one of; none where it cannot be read. */
export function filterKeys(filter: string): { name: string; keys: Key[] }[] {
  const found = new Map<string, { name: string; keys: Key[] }>();
  const look = (part: Filter): void => {
    if (part.kind === 'all' || part.kind === 'any') part.of.forEach(look);
    else if (part.kind === 'not') look(part.of);
    else if (part.kind === 'term') {
      const { entity, key } = part.field;
      const kinds = entity === 'any' ? (['metric', 'param', 'tag'] as const) : [entity];
      const keys = kinds.flatMap((kind) =>
        kind === 'metric' || kind === 'param' || kind === 'tag' ? [{ kind, key }] : [],
      );
      if (keys.length > 0) found.set(`${entity} ${key}`, { name: key, keys });
    }
  };
  try {
    look(parseNativeFilter(filter, nativeRunsGrammar));
  } catch {
    // What is wrong with it is said where it was typed.
    return [];
  }
  return [...found.values()];
}
