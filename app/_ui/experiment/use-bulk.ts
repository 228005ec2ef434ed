'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { BulkAnswer, BulkInput } from '#lib/runs/bulk/schema.ts';
import type { RunRow } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';

export interface Bulk {
  busy: boolean;
  /**
   * Makes calls one after the other and says what they changed, with a way back.
   * @param said what the notice says of so many changed runs
   * @param shown what rows of these runs show until they are read again
   */
  run: (calls: BulkInput[], said: (changed: number) => string, shown?: ShownChange) => Promise<void>;
}

export interface ShownChange {
  id: string;
  row: Partial<Pick<RunRow, 'name' | 'color'>>;
}

/** Changes of runs by bulk calls: each is told in a notice and can be taken back there. */
export function useBulk(): Bulk {
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const run = useCallback<Bulk['run']>(
    async (calls, said, shown) => {
      setBusy(true);
      if (shown) showChange(queries, shown);
      try {
        const answers: BulkAnswer[] = [];
        for (const call of calls) answers.push(await api<BulkAnswer>('/runs/bulk', { method: 'POST', body: call }));
        const undo = answers.flatMap((answer) => answer.undo ?? []);
        const skipped = answers.flatMap((answer) => answer.skipped);
        toast({
          title: said(answers.reduce((sum, answer) => sum + answer.changed, 0)),
          tone: 'ok',
          ...(skipped.length > 0
            ? { detail: skipped.map((one) => text.runs.skipped(one.count, text.runs.skipReason[one.reason])).join(' ') }
            : {}),
          ...(undo.length > 0
            ? { action: { label: text.runs.undo, onClick: () => void run(undo, text.runs.undone) } }
            : {}),
        });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        toast({ title: error.message, tone: 'bad', ...(error.hint ? { detail: error.hint } : {}) });
      } finally {
        setBusy(false);
        await queries.invalidateQueries({ queryKey: ['run'] });
      }
    },
    [api, queries, toast],
  );
  return { busy, run };
}

/** Rows at hand show a change at once: lists, tables and charts are drawn from them. */
function showChange(queries: QueryClient, { id, row }: ShownChange): void {
  queries.setQueriesData<unknown>({ queryKey: ['run'] }, (data: unknown) =>
    hasRows(data) && data.rows.some((one) => one.id === id)
      ? { ...data, rows: data.rows.map((one) => (one.id === id ? { ...one, ...row } : one)) }
      : data,
  );
}

function hasRows(data: unknown): data is { rows: { id: string }[] } {
  return typeof data === 'object' && data !== null && 'rows' in data && Array.isArray(data.rows);
}
