'use client';

import { useQuery } from '@tanstack/react-query';
import { text } from '#lib/ui/text/text.ts';
import type { Key } from './absent-keys.ts';
import { useAbsentKeys } from './use-absent-keys.ts';

const mostNamed = 8;
const none: { name: string; keys: Key[] }[] = [];

/** Says that no run matches, and which keys of the filter no run has: the likely cause. */
export function NoMatch({ experimentId, filter }: { experimentId: number; filter: string | undefined }) {
  const { data: asked = none } = useQuery({
    queryKey: ['run-words', 'filter-keys', filter],
    enabled: filter !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    // The reader of filters is for this rare case alone: the page comes without it.
    queryFn: async () => (await import('./filter-keys.ts')).filterKeys(filter ?? '').slice(0, mostNamed),
  });
  const isAbsent = useAbsentKeys(
    experimentId,
    asked.flatMap((one) => one.keys),
  );
  const gone = asked.filter((one) => one.keys.every(isAbsent)).map((one) => one.name);
  return (
    <p className="run-none mut">
      {text.runs.noMatch}
      {gone.length > 0 ? ` ${text.views.missingInFilter(gone.length, gone.join(', '))}` : null}
    </p>
  );
}
