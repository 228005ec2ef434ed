'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { LoggedFile, LoggedFiles, LoggedNames } from '#lib/artifacts/across-runs/schema.ts';
import { apiFetch } from '#lib/ui/api.ts';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { useRefetchOn } from '../../run/use-refetch-on.ts';
import type { PanelRuns } from '../panel-kind.ts';

/** What a question may name, lib/artifacts/across-runs. */
const mostRuns = 500;
const refreshMs = 5_000;

export type LoggedName = LoggedNames['items'][number];

/** What a kind of panel looks for among the files of runs. Keep stable: module scope. */
export interface LookedFor {
  /** What paths begin with; '' for all. */
  prefix: string;
  /** Lower case, without the dot. */
  endings: readonly string[];
  /** Of what was found, what the panel can draw. */
  fits?: (name: string) => boolean;
  /** Names to begin with, where nobody has chosen. */
  first?: (name: string) => boolean;
}

export interface Logged {
  names: readonly LoggedName[];
  /** The name that is drawn: the chosen one, or the first; undefined while there is none. */
  name: string | undefined;
  /** Its files, by run in the order of the runs, then by step. */
  files: readonly LoggedFile[];
  /** There is more than could be looked at. */
  cut: boolean;
  loading: boolean;
  error: Error | null;
  retry: () => void;
}

const none: never[] = [];

/** The files that the shown runs logged under one name, live; two requests, whatever the number of runs. */
export function useLogged(
  runs: PanelRuns['shown'],
  { prefix, endings, fits, first }: LookedFor,
  chosen: string,
): Logged {
  const { project } = useNavigation();
  const client = useQueryClient();
  const runIds = useMemo(() => runs.slice(0, mostRuns).map((run) => run.id), [runs]);
  const ask = <Answer>(path: string, body: object, signal: AbortSignal) =>
    apiFetch<Answer>(project, path, { method: 'POST', body: { runIds, ...body }, signal });
  const asked = useQuery({
    queryKey: ['logged', 'names', project, runIds, prefix, endings],
    enabled: runIds.length > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => ask<LoggedNames>('/artifacts/names', { prefix, endings }, signal),
  });
  const names = useMemo(
    () => asked.data?.items.filter((item) => fits?.(item.name) ?? true) ?? none,
    [asked.data, fits],
  );
  const name = chosen || (names.find((item) => first?.(item.name)) ?? names[0])?.name;
  const found = useQuery({
    queryKey: ['logged', 'files', project, runIds, name],
    enabled: runIds.length > 0 && name !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => ({
      name,
      ...(await ask<LoggedFiles>('/artifacts/files', { name }, signal)),
    }),
  });
  // Other runs keep what is drawn until theirs comes; another name would be drawn under the wrong one.
  const listed = found.data?.name === name ? found.data : undefined;
  useRefetchOn('run', () => void client.invalidateQueries({ queryKey: ['logged'] }), {
    ids: runIds,
    everyMs: refreshMs,
  });
  return {
    names,
    name,
    files: listed?.items ?? none,
    cut: (asked.data?.cut ?? false) || (listed?.cut ?? false),
    loading: runIds.length > 0 && (asked.isPending || (name !== undefined && !listed)),
    // What was once there stays, should a later look fail.
    error: asked.data ? (listed ? null : found.error) : asked.error,
    retry: () => void client.invalidateQueries({ queryKey: ['logged'] }),
  };
}
