'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { attributes } from '#lib/runs/table/column.ts';
import type { KeysAnswer, ValuesAnswer } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import type { Typed } from './read-typed.ts';
import { suggestedKey, suggestedValue, valueFields } from './suggest-words.ts';

const shown = 8;
const none: string[] = [];

/** What may stand where somebody types: keys and attributes, or the values of a key; none where nothing fits. */
export function useSuggestions(experimentId: number, typed: Typed | undefined): readonly string[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['run-words', experimentId, typed],
    enabled: typed !== undefined,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<string[]> => {
      if (!typed) return none;
      const search = (more: Record<string, string>) =>
        new URLSearchParams({ text: typed.word, limit: String(shown), ...more });
      const path = `/experiments/${experimentId}`;
      if (typed.kind === 'value')
        return (await valuesOf(typed.field, (field) => api(`${path}/values?${search({ field })}`, { signal }))).map(
          suggestedValue,
        );
      const kinds = ['metric', 'param', 'tag'] as const;
      const found = await Promise.all(
        kinds.map((kind) => api<KeysAnswer>(`${path}/keys?${search({ kind })}`, { signal })),
      );
      const own = attributes.filter((name) => name.startsWith(typed.word.toLowerCase()));
      const keys = kinds.flatMap((kind, index) =>
        (found[index]?.items ?? []).flatMap((key) => suggestedKey(kind, key) ?? []),
      );
      return [...new Set([...own, ...keys])].slice(0, shown);
    },
  });
  return typed ? (data ?? none) : none;
}

/** Values of the first of the columns that a field may be which has any. */
export async function valuesOf(field: string, ask: (field: string) => Promise<ValuesAnswer>): Promise<string[]> {
  for (const name of valueFields(field)) {
    const { items } = await ask(name);
    if (items.length > 0) return items;
  }
  return [];
}
