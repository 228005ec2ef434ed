'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LogLinesPage } from '#lib/logs/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import type { LogSource } from '#lib/ui/log/log-view.tsx';
import { LogStore, linesOfPage } from './log-store.ts';

const streams = { stdout: 'stdout', stderr: 'stderr', platform: 'system' } as const;
/** While somebody drags the scroll bar, lines they only pass are not asked for. */
const settleMs = 80;
const mostAtOnce = 2_000;

/**
 * The lines of a run's log that are looked at, and how many there are; live. A change fetches what came since, and the
 * lines that had not ended.
 * @param attempt of one attempt alone
 */
export function useLogLines(runId: string, attempt: string | undefined) {
  const api = useApi();
  const [version, setVersion] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another log is another store
  const store = useMemo(() => new LogStore(), [runId, attempt]);
  const ask = useCallback(
    async (query: Record<string, number>, signal?: AbortSignal) => {
      const words = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
      if (attempt !== undefined) words.set('attempt', attempt);
      store.merge(await api<LogLinesPage>(`/runs/${runId}/logs/lines?${words}`, signal ? { signal } : {}));
      setVersion((before) => before + 1);
    },
    [api, runId, attempt, store],
  );
  const end = useQuery({
    queryKey: ['logs', runId, { attempt }],
    // The lines are in the store, which lives as long as this page.
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const from = store.following();
      await ask(from === undefined ? {} : { from, count: mostAtOnce }, signal);
      return { total: store.total, attempts: store.attempts, open: store.open };
    },
  });

  const asked = useRef(new Set<number>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const want = useCallback(
    (from: number, to: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        for (const first of store.missing(from, to)) {
          if (asked.current.has(first)) continue;
          asked.current.add(first);
          void ask({ from: first, count: linesOfPage })
            .catch(() => {})
            .finally(() => asked.current.delete(first));
        }
      }, settleMs);
    },
    [store, ask],
  );
  // A new one for each answer, so that what is memoised over it is drawn again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store changes in place, its version says when
  const source = useMemo(
    (): LogSource => ({
      total: store.total,
      want,
      line: (number) => {
        const line = store.line(number);
        return line && lineOf(line);
      },
    }),
    [store, want, version],
  );
  return { source, end };
}

const shown = new WeakMap<object, ReturnType<NonNullable<LogSource['line']>>>();

// Kept by the answer, so that a row whose line is the same is not drawn again.
function lineOf(answer: LogLinesPage['items'][number]) {
  const known = shown.get(answer);
  if (known) return known;
  const line = { text: answer.text, stream: streams[answer.stream], time: answer.at, more: answer.more };
  shown.set(answer, line);
  return line;
}
