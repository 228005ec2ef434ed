'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SchedulePreview } from '#lib/schedules/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { text } from '#lib/ui/text/text.ts';

export type Preview = SchedulePreview & { timeZone: string };

interface Asked {
  cron: string;
  timeZone: string;
  startsAt: string | null;
  endsAt: string | null;
}

const pauseMs = 150;

/** What a rule means and when it comes, asked once typing pauses; what is wrong is said in the reader's language. */
export function usePreview(asked: Asked) {
  const api = useApi();
  const search = new URLSearchParams(Object.entries(asked).flatMap(([key, value]) => (value ? [[key, value]] : [])));
  search.set('cron', asked.cron);
  const settled = useSettled(search.toString());
  return useQuery({
    queryKey: ['schedule-preview', settled],
    queryFn: async ({ signal }): Promise<Preview> => {
      const answer = await api<SchedulePreview>(`/schedules/preview?${settled}`, { signal });
      const problems = answer.problems.map(({ path, message, ...coded }) => ({
        path,
        message: text.problems.field(coded) ?? message,
      }));
      // Of the question: by the time it is drawn, the field may hold half a name.
      return { ...answer, problems, timeZone: new URLSearchParams(settled).get('timeZone') ?? 'UTC' };
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
