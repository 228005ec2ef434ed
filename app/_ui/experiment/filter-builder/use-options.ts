'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { attributes, datasetFields } from '#lib/runs/table/column.ts';
import { useApi } from '#lib/ui/api.ts';
import type { ComboboxOption } from '#lib/ui/combobox.tsx';
import { text } from '#lib/ui/text/text.ts';
import { suggestedKey } from '../suggest-words.ts';
import { type KeyKind, useFoundKeys } from '../use-found-keys.ts';
import { valuesOf } from '../use-suggestions.ts';

const kinds = ['metric', 'param', 'tag'] as const;
const shown = 12;
const none: readonly ComboboxOption[] = [];

/** A key with its kind before it: so its comparisons are known, and no other kind of that name is meant. */
function named(kind: KeyKind, key: string): string | undefined {
  const bare = suggestedKey(kind, key);
  return bare === key ? `${kind}.${key}` : bare;
}

/** What a comparison may look at, by what has been typed of it; the value of an option is what a filter writes. */
export function useFieldOptions(experimentId: number, typed: string): readonly ComboboxOption[] {
  const word = typed.replace(/^(?:metric|param|tag)s?\./i, '').replace(/^[`"']|[`"']$/g, '');
  const found = useFoundKeys(experimentId, kinds, word);
  const fits = (name: string, label = name) =>
    `${name} ${label}`.toLowerCase().includes(word.toLowerCase()) ? [{ name, label }] : [];
  const own = attributes.flatMap((name) => fits(name, text.runs.attribute[name]));
  const datasets = datasetFields.flatMap((field) => fits(`dataset.${field}`));
  return [
    ...own.map(({ name }) => ({ value: name, label: name, note: text.filter.kinds.attribute })),
    ...found.flatMap(({ kind, keys }) =>
      keys.slice(0, shown).flatMap((key) => {
        const value = named(kind, key);
        return value === undefined ? [] : [{ value, label: key, note: text.filter.kinds[kind] }];
      }),
    ),
    ...datasets.map(({ name }) => ({ value: name, label: name, note: text.filter.kinds.dataset })),
  ];
}

/** Values that the runs have of a field, those that begin as typed first. */
export function useValueOptions(experimentId: number, field: string, typed: string, asks: boolean) {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['run-words', experimentId, 'filter-values', field, typed],
    enabled: asks && field.trim() !== '',
    staleTime: 10_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const values = await valuesOf(field, (name) =>
        api(
          `/experiments/${experimentId}/values?${new URLSearchParams({ field: name, text: typed, limit: String(shown) })}`,
          { signal },
        ),
      );
      return values.map((value) => ({ value, label: value }));
    },
  });
  return asks ? (data ?? none) : none;
}
