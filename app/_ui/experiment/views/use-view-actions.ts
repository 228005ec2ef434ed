'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast, useToast } from '#lib/ui/toast.tsx';
import { replaceUrl } from '#lib/ui/url-changes.ts';
import { urlWith } from '#lib/ui/use-search.tsx';
import type { DeletedView, SavedView, SaveViewInput, UpdateViewInput } from '#lib/views/schema.ts';
import { type Views, viewsKey } from './use-views.ts';
import { addressOf, withView } from './view-address.ts';

/** What a person is asked while they work on views. */
export type ViewQuestion = { ask: 'name'; gone: boolean } | { ask: 'rename' } | { ask: 'conflict' };

export interface ViewActions {
  busy: boolean;
  question: ViewQuestion | undefined;
  setQuestion: (question: ViewQuestion | undefined) => void;
  show: (view: SavedView | undefined) => void;
  /** Saves what is shown in the open view, as a change of this revision of it. */
  save: (view: SavedView, revision: number) => Promise<void>;
  /** @throws ApiError, for the form that asked */
  saveAs: (input: Pick<SaveViewInput, 'name' | 'scope' | 'isDefault'>) => Promise<void>;
  /** @throws ApiError, for the form that asked */
  rename: (view: SavedView, name: string) => Promise<void>;
  prefer: (view: SavedView, isDefault: boolean) => Promise<void>;
  remove: (view: SavedView) => Promise<void>;
}

/** What can be done with the views of an experiment. What goes wrong is said where it was asked. */
export function useViewActions(experimentId: number, { state }: Views): ViewActions {
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const complain = useErrorToast();
  const [busy, setBusy] = useState(false);
  const [question, setQuestion] = useState<ViewQuestion>();
  const path = `/experiments/${experimentId}/views`;
  const key = viewsKey(experimentId);
  const refresh = () => queries.invalidateQueries({ queryKey: key });
  const here = () => new URLSearchParams(window.location.search);

  function put(view: SavedView): void {
    queries.setQueryData<SavedView[]>(key, (all = []) =>
      [...all.filter((one) => one.id !== view.id), view].sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
    void refresh();
  }

  async function create(input: SaveViewInput): Promise<SavedView> {
    const view = await api<SavedView>(path, { method: 'POST', body: input });
    put(view);
    return view;
  }

  async function update({ id }: SavedView, change: UpdateViewInput): Promise<SavedView> {
    const saved = await api<SavedView>(`${path}/${id}`, { method: 'PATCH', body: change });
    put(saved);
    return saved;
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      complain(error);
      void refresh();
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    question,
    setQuestion,
    show: (view) => replaceUrl(urlWith(addressOf(view, here()))),
    save: (view, revision) =>
      attempt(async () => {
        try {
          const saved = await update(view, { revision, state });
          replaceUrl(urlWith(withView(saved, here())));
          toast({ title: text.views.saved(view.name), tone: 'ok' });
        } catch (error) {
          const code = error instanceof ApiError ? error.code : undefined;
          if (code !== 'CONFLICT' && code !== 'NOT_FOUND') throw error;
          // Who was first stands in the view as it is now.
          await refresh();
          setQuestion(code === 'CONFLICT' ? { ask: 'conflict' } : { ask: 'name', gone: true });
        }
      }),
    async saveAs(input) {
      const view = await create({ ...input, state });
      replaceUrl(urlWith(withView(view, here())));
      toast({ title: text.views.saved(view.name), tone: 'ok' });
    },
    async rename(view, name) {
      await update(view, { name });
      toast({ title: text.views.renamed(name), tone: 'ok' });
    },
    prefer: (view, isDefault) =>
      attempt(async () => {
        await api<SavedView>(`${path}/${view.id}/default`, { method: isDefault ? 'PUT' : 'DELETE' });
        await refresh();
        toast({ title: isDefault ? text.views.preferred(view.name) : text.views.preferredNot(view.name), tone: 'ok' });
      }),
    remove: (view) =>
      attempt(async () => {
        const { undo } = await api<DeletedView>(`${path}/${view.id}`, { method: 'DELETE' });
        await refresh();
        const bringBack = () =>
          attempt(async () => {
            await create(undo);
            toast({ title: text.views.restored(view.name), tone: 'ok' });
          });
        toast({
          title: text.views.deleted(view.name),
          action: { label: text.views.undoDelete, onClick: () => void bringBack() },
        });
      }),
  };
}
