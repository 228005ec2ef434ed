'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { BulkAnswer, BulkInput } from '#lib/runs/bulk/schema.ts';
import type { RunRow } from '#lib/runs/table/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { text } from '#lib/ui/text/text.ts';
import { useToast } from '#lib/ui/toast.tsx';
import { readRunsAgain, showRowChange } from './runs-queries.ts';
import { useUndoOrder } from './undo/undo-context.ts';

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

/** Changes of runs by bulk calls: each is told in a notice and can be taken back there, or with the keys that undo. */
export function useBulk(): Bulk {
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const order = useUndoOrder();
  const [busy, setBusy] = useState(false);

  /** @returns the calls that take it back; undefined where nothing was changed, or cannot be brought back */
  const send = useCallback(
    async (calls: BulkInput[], said: (changed: number) => string, undo?: () => boolean) => {
      setBusy(true);
      try {
        const answers: BulkAnswer[] = [];
        for (const call of calls) answers.push(await api<BulkAnswer>('/runs/bulk', { method: 'POST', body: call }));
        const back = answers.flatMap((answer) => answer.undo ?? []);
        const skipped = answers.flatMap((answer) => answer.skipped);
        toast({
          title: said(answers.reduce((sum, answer) => sum + answer.changed, 0)),
          tone: 'ok',
          ...(skipped.length > 0
            ? { detail: skipped.map((one) => text.runs.skipped(one.count, text.runs.skipReason[one.reason])).join(' ') }
            : {}),
          ...(undo && back.length > 0 ? { action: { label: text.runs.undo, onClick: undo } } : {}),
        });
        return back.length > 0 ? back : undefined;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        toast({ title: error.message, tone: 'bad', ...(error.hint ? { detail: error.hint } : {}) });
        return undefined;
      } finally {
        setBusy(false);
        // Not waited for: what takes it back may be wanted before all is read again.
        void readRunsAgain(queries);
      }
    },
    [api, queries, toast],
  );
  const run = useCallback<Bulk['run']>(
    async (calls, said, shown) => {
      if (shown) showRowChange(queries, shown.id, shown.row);
      let back: BulkInput[] | undefined;
      const undo = () => {
        const taken = back;
        back = undefined;
        if (taken) void send(taken, text.runs.undone);
        // Once it has been taken back, at the notice perhaps, the one before it is meant.
        return taken !== undefined;
      };
      const redo = () => {
        void send(calls, said, undo).then((calls) => {
          back = calls;
        });
        return true;
      };
      back = await send(calls, said, undo);
      if (back) order?.record({ undo, redo });
    },
    [queries, order, send],
  );
  return { busy, run };
}
