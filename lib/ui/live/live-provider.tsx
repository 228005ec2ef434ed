'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { projectPath } from '../navigation.tsx';
import type { Change, ConnectionState } from './event-connection.ts';
import { createThrottle, isTouched } from './invalidate.ts';
import { joinStream } from './join-stream.ts';
import { lookAgain } from './look-again.ts';
import { refresh } from './refresh.ts';

const refetchEveryMs = 500;
type Listener = (change: Change) => void;

interface Live {
  state: ConnectionState;
  /** The build that the server draws now, as far as it was heard. */
  build: string | undefined;
  listen: (listener: Listener) => () => void;
}
const LiveContext = createContext<Live | undefined>(undefined);

/** Joins the browser's one event stream and refetches the queries that a change touched. */
export function LiveProvider({ project, children }: { project: string; children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<ConnectionState>('connecting');
  const [build, setBuild] = useState<string>();
  const listeners = useRef(new Set<Listener>());
  const [listen] = useState(() => (listener: Listener) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  });

  useEffect(() => {
    const refetch = createThrottle(
      (changes) => refresh(queries, (query) => changes.some((change) => isTouched(query.queryKey, change, query.meta))),
      refetchEveryMs,
      (ms, then) => setTimeout(then, ms),
    );
    const again = lookAgain(queries);
    const stream = joinStream(`${projectPath(project, '/api/v1/events')}`, (message) => {
      if (message.kind === 'state') {
        setState(message.state);
        if (message.state === 'live') again.live();
      } else if (message.kind === 'build') setBuild(message.build);
      else if (message.kind === 'gap') void queries.invalidateQueries();
      else {
        refetch(message.change);
        for (const listener of listeners.current) listener(message.change);
      }
    });
    const wake = () => stream.wake();
    // A page restored from the back/forward cache has lost its lock and its place in the stream.
    const restored = (event: PageTransitionEvent) => {
      if (event.persisted) location.reload();
    };
    window.addEventListener('online', wake);
    window.addEventListener('pageshow', restored);
    return () => {
      window.removeEventListener('online', wake);
      window.removeEventListener('pageshow', restored);
      stream.leave();
      again.stop();
    };
  }, [project, queries]);

  return <LiveContext value={{ state, build, listen }}>{children}</LiveContext>;
}

function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive needs the LiveProvider of the shell above it.');
  return live;
}

/** `connecting`, `live` or `retrying`. */
export function useConnectionState(): ConnectionState {
  return useLive().state;
}

/** The build of the pages that the server draws now; undefined until it has said so. */
export function useServedBuild(): string | undefined {
  return useLive().build;
}

/** Hears each change unthrottled: for logs and metrics that fetch only what is new. */
export function useLiveChange(topic: string, id: string | undefined, onChange: (id: string) => void): void {
  const { listen } = useLive();
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(
    () =>
      listen((change) => {
        if (change.topic === topic && (id === undefined || change.id === id)) latest.current(change.id);
      }),
    [listen, topic, id],
  );
}
