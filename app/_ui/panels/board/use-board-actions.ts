'use client';

import { useQueryClient } from '@tanstack/react-query';
import type {
  Dashboard,
  DashboardEntry,
  DashboardPanel,
  DashboardScope,
  DeletedDashboard,
  SaveDashboardInput,
  UpdateDashboardInput,
} from '#lib/dashboards/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { text } from '#lib/ui/text/text.ts';
import { useErrorToast, useToast } from '#lib/ui/toast.tsx';
import { boardsKey } from './use-boards.ts';

export interface BoardActions {
  /** @throws ApiError, for the form that asked */
  create: (name: string, scope: DashboardScope, panels: readonly DashboardPanel[]) => Promise<void>;
  /** @throws ApiError, for the form that asked */
  rename: (board: DashboardEntry, name: string) => Promise<void>;
  share: (board: DashboardEntry, scope: DashboardScope) => Promise<void>;
  remove: (board: DashboardEntry) => Promise<void>;
}

/** What can be done with the dashboards of an experiment as wholes. @param show opens one; undefined: whichever there is */
export function useBoardActions(experimentId: number, show: (id: string | undefined) => void): BoardActions {
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const complain = useErrorToast();
  const key = boardsKey(experimentId);
  const list = () => queries.getQueryData<DashboardEntry[]>(key) ?? [];

  function put({ panels: _, ...entry }: Dashboard): void {
    const all = [...list().filter(({ id }) => id !== entry.id), entry];
    queries.setQueryData<DashboardEntry[]>(
      key,
      all.sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  }

  async function save(input: SaveDashboardInput): Promise<Dashboard> {
    const board = await api<Dashboard>('/dashboards', { method: 'POST', body: input });
    put(board);
    queries.setQueryData([...key, board.id], board);
    show(board.id);
    return board;
  }

  async function update({ id }: DashboardEntry, change: UpdateDashboardInput): Promise<void> {
    put(await api<Dashboard>(`/dashboards/${id}`, { method: 'PATCH', body: change }));
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      complain(error);
      void queries.invalidateQueries({ queryKey: key });
    }
  }

  return {
    async create(name, scope, panels) {
      await save({ experimentId, name, scope, panels: [...panels] });
      toast({ title: text.panels.created(name), tone: 'ok' });
    },
    rename: (board, name) => update(board, { name }),
    share: (board, scope) =>
      attempt(async () => {
        await update(board, { scope });
        toast({ title: scope === 'shared' ? text.panels.nowShared(board.name) : text.panels.nowPrivate(board.name) });
      }),
    remove: (board) =>
      attempt(async () => {
        const { undo } = await api<DeletedDashboard>(`/dashboards/${board.id}`, { method: 'DELETE' });
        queries.setQueryData<DashboardEntry[]>(
          key,
          list().filter(({ id }) => id !== board.id),
        );
        show(undefined);
        const bringBack = () =>
          attempt(async () => {
            await save(undo);
            toast({ title: text.panels.restored(board.name), tone: 'ok' });
          });
        toast({
          title: text.panels.deleted(board.name),
          action: { label: text.panels.undo, onClick: () => void bringBack() },
        });
      }),
  };
}
