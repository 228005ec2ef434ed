'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ChartLayout, ChartLayoutAnswer } from '#lib/dashboards/chart-layout/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { ApiError } from '#lib/ui/api-error.ts';
import { useErrorToast } from '#lib/ui/toast.tsx';
import type { UndoOrder } from '../../experiment/undo/undo-order.ts';
import { inverseOf, type LayoutPatch, patched, usualLayout } from './chart-layout.ts';

const mostTries = 5;

export interface Arrangement {
  layout: ChartLayout;
  change: (patch: LayoutPatch) => void;
}

/**
 * How the charts of an experiment are laid out, live, and what changes it for everybody. Until the server has answered it
 * is as this browser saw it last, so that panels do not move under the eyes of who comes again.
 */
export function useChartLayout(experimentId: number, order: UndoOrder): Arrangement {
  const api = useApi();
  const client = useQueryClient();
  const complain = useErrorToast();
  const path = `/experiments/${experimentId}/chart-layout`;
  const queryKey = useMemo(() => ['experiment', experimentId, 'chart-layout'], [experimentId]);
  const [remembered, setRemembered] = useState<ChartLayout>();
  useLayoutEffect(() => setRemembered(recall(path)), [path]);
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<ChartLayoutAnswer>(path, { signal }),
  });
  useEffect(() => {
    if (data) remember(path, data.layout);
  }, [path, data]);

  // One request at a time: each starts from the revision that the one before has made.
  const last = useRef<Promise<void>>(Promise.resolve());
  const send = useCallback(
    (patch: LayoutPatch) => {
      const known = client.getQueryData<ChartLayoutAnswer>(queryKey);
      client.setQueryData<ChartLayoutAnswer>(queryKey, {
        layout: patched(known?.layout ?? usualLayout, patch),
        revision: known?.revision ?? 0,
      });
      const save = async () => {
        try {
          for (let tries = 1; ; tries += 1) {
            const now = await api<ChartLayoutAnswer>(path);
            const body = { layout: patched(now.layout, patch), revision: now.revision };
            try {
              client.setQueryData(queryKey, await api<ChartLayoutAnswer>(path, { method: 'PUT', body }));
              return;
            } catch (error) {
              // Somebody has changed something else meanwhile: the same change is made in that.
              if (!(error instanceof ApiError && error.code === 'CONFLICT') || tries === mostTries) throw error;
            }
          }
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          complain(error);
          void client.invalidateQueries({ queryKey });
        }
      };
      last.current = last.current.then(save);
    },
    [api, client, complain, path, queryKey],
  );

  const change = useCallback(
    (patch: LayoutPatch) => {
      const inverse = inverseOf(client.getQueryData<ChartLayoutAnswer>(queryKey)?.layout ?? usualLayout, patch);
      const step = (to: LayoutPatch) => () => {
        send(to);
        return true;
      };
      send(patch);
      order.record({ undo: step(inverse), redo: step(patch) });
    },
    [client, queryKey, order, send],
  );
  const layout = data?.layout ?? remembered ?? usualLayout;
  return useMemo(() => ({ layout, change }), [layout, change]);
}

function recall(path: string): ChartLayout | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(`traza:layout ${location.pathname} ${path}`) ?? 'null');
    return isLayout(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

function remember(path: string, layout: ChartLayout): void {
  const name = `traza:layout ${location.pathname} ${path}`;
  try {
    if (Object.keys({ ...layout.first, ...layout.sizes }).length === 0) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(layout));
  } catch {
    // A browser that keeps nothing shows the layout a moment later.
  }
}

function isLayout(stored: unknown): stored is ChartLayout {
  if (typeof stored !== 'object' || stored === null || !('first' in stored) || !('sizes' in stored)) return false;
  const { first, sizes } = stored;
  if (typeof first !== 'object' || first === null || typeof sizes !== 'object' || sizes === null) return false;
  return (
    Object.values(first).every((keys) => Array.isArray(keys) && keys.every((key) => typeof key === 'string')) &&
    Object.values(sizes).every((size) => size === 'S' || size === 'L')
  );
}
