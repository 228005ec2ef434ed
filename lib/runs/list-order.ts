import { nativeRunsGrammar } from '../filter/grammars/native-runs.ts';
import type { Field, OrderTerm } from '../filter/tree.ts';

/** What a list of runs is sorted by: the word or <kind>:<key> of its query. Pure. */
function sortField(sort: string): Field {
  const [, entity, key] = /^(metric|param|tag):(.+)$/s.exec(sort) ?? [];
  if (entity && key) return { entity: entity as 'metric' | 'param' | 'tag', key };
  return { entity: 'attribute', key: nativeRunsGrammar.attributes[sort]?.key ?? 'created' };
}

/**
 * The order of a list of runs: by what was asked, then newest first; a list by creation goes one way as a whole.
 * @param sort one of the words of ListRunsInput
 */
export function listOrder(sort: string, order: 'asc' | 'desc'): { terms: OrderTerm[]; idDescending: boolean } {
  const field = sortField(sort);
  const descending = order === 'desc';
  const created: Field = { entity: 'attribute', key: 'created' };
  if (field.entity === 'attribute' && field.key === 'created') {
    return { terms: [{ field, descending }], idDescending: descending };
  }
  return {
    terms: [
      { field, descending },
      { field: created, descending: true },
    ],
    idDescending: true,
  };
}
