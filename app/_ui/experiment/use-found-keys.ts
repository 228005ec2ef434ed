'use client';

import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { KeysAnswer } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';

export type KeyKind = 'metric' | 'param' | 'tag';

const listed = 60;

/** Keys of some kinds that hold what was typed, in the order of the kinds; those of what was typed before meanwhile. */
export function useFoundKeys(
  experimentId: number,
  kinds: readonly KeyKind[],
  search: string,
): { kind: KeyKind; keys: readonly string[]; more: boolean }[] {
  const api = useApi();
  const found = useQueries({
    queries: kinds.map((kind) => ({
      queryKey: ['run-words', experimentId, 'columns', kind, search],
      placeholderData: keepPreviousData,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api<KeysAnswer>(
          `/experiments/${experimentId}/keys?${new URLSearchParams({ kind, text: search, limit: String(listed) })}`,
          { signal },
        ),
    })),
  });
  return kinds.map((kind, index) => {
    const data = found[index]?.data;
    return { kind, keys: data?.items ?? [], more: data !== undefined && data.nextCursor !== null };
  });
}
