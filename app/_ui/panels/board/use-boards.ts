'use client';

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Dashboard, DashboardEntry } from '#lib/dashboards/schema.ts';
import { apiFetch, useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { BoardStore } from './board-store.ts';

const quietMs = 600;
/** What a browser sends behind a page that has gone. */
const mostLeaving = 60_000;

export const boardsKey = (experimentId: number) => ['experiment', experimentId, 'dashboards'];

/** The dashboards of an experiment, live; undefined while they are on their way. */
export function useBoards(experimentId: number) {
  const api = useApi();
  return useQuery({
    queryKey: boardsKey(experimentId),
    queryFn: async ({ signal }) =>
      (await api<{ items: DashboardEntry[] }>(`/dashboards?experimentId=${experimentId}`, { signal })).items,
  });
}

/** A dashboard as it is worked on here; what was changed stays while another one is looked at. */
export function useBoard(
  experimentId: number,
  id: string | undefined,
): { store: BoardStore | undefined; error: Error | null } {
  const { project } = useNavigation();
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: [...boardsKey(experimentId), id],
    queryFn: ({ signal }) => apiFetch<Dashboard>(project, `/dashboards/${id}`, { signal }),
    enabled: id !== undefined,
    retry: (count, failure) => count < 2 && !isGone(failure),
  });
  const store = useMemo(() => data && storeOf(client, project, data), [client, project, data]);
  useEffect(() => {
    if (store && data) store.hear(data);
  }, [store, data]);
  const gone = isGone(error);
  useEffect(() => {
    if (gone) store?.lose();
  }, [store, gone]);
  useEffect(() => {
    if (!store) return;
    const leave = () => store.flush(true);
    const ask = (event: BeforeUnloadEvent) => {
      if (store.unsaved && store.getState().saving !== 'waiting') event.preventDefault();
    };
    window.addEventListener('pagehide', leave);
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('beforeunload', ask);
      store.flush();
    };
  }, [store]);
  return { store, error };
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'NOT_FOUND';
}

const allStores = new WeakMap<QueryClient, Map<string, BoardStore>>();

function storeOf(client: QueryClient, project: string, board: Dashboard): BoardStore {
  const stores = allStores.get(client) ?? new Map<string, BoardStore>();
  allStores.set(client, stores);
  const known = stores.get(board.id);
  if (known) return known;
  const path = `/dashboards/${board.id}`;
  const store = new BoardStore(board, {
    save: (panels, revision, leaving) => {
      const keepalive = leaving && JSON.stringify(panels).length < mostLeaving;
      return apiFetch<Dashboard>(project, path, { method: 'PATCH', body: { panels, revision }, keepalive });
    },
    load: () => apiFetch<Dashboard>(project, path),
    wait: (then) => {
      const timer = setTimeout(then, quietMs);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
    codeOf: (error) => (error instanceof ApiError ? error.code : undefined),
  });
  stores.set(board.id, store);
  return store;
}
