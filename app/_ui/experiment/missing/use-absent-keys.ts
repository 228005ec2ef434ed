'use client';

import { useQueries } from '@tanstack/react-query';
import type { KeysAnswer } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import type { Key } from './absent-keys.ts';

/** A list of keys begins with those that begin as asked, in upper or lower case. */
const listed = 200;
const longestKey = 250;

/** Those of the keys that no run of an experiment has; while nobody knows, they count as there. Live. */
export function useAbsentKeys(experimentId: number, keys: readonly Key[]): (key: Key) => boolean {
  const api = useApi();
  const answers = useQueries({
    queries: keys.map(({ kind, key }) => ({
      queryKey: ['run-words', experimentId, 'is-there', kind, key],
      // A run may bring it at any time.
      meta: { topics: ['run', 'metrics'] },
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const search = new URLSearchParams({ kind, text: key.slice(0, longestKey), limit: String(listed) });
        const found = await api<KeysAnswer>(`/experiments/${experimentId}/keys?${search}`, { signal });
        // Of very many keys not all are looked at.
        return found.items.includes(key) || key.length > longestKey || !found.complete;
      },
    })),
  });
  return (asked) =>
    answers.some((answer, index) => {
      const key = keys[index];
      return answer.data === false && key?.kind === asked.kind && key.key === asked.key;
    });
}
