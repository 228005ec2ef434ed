/** Something changed on the server: refetch what is filed under it. */
export interface Change {
  topic: string;
  id: string;
}

export type ConnectionState = 'connecting' | 'live' | 'retrying';

export interface Connection {
  close: () => void;
  /** Tries at once instead of waiting out the backoff: the network came back. */
  wake: () => void;
}

interface Effects {
  open: (url: string) => EventSource;
  wait: (ms: number, then: () => void) => () => void;
  random: () => number;
}

const browser: Effects = {
  open: (url) => new EventSource(url),
  wait: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** Waits before the n-th try: half a second doubling to fifteen, with a quarter of jitter so that tabs do not march. */
export function backoffMs(attempt: number, random: number): number {
  return Math.min(15_000, 500 * 2 ** Math.min(attempt, 10)) * (0.75 + random * 0.5);
}

/**
 * Holds one event stream open and brings it back whenever it breaks. After a gap it reports `onGap` once it is live
 * again, because changes may have passed unheard.
 */
export function connectEvents(
  url: string,
  on: {
    state: (state: ConnectionState) => void;
    change: (change: Change) => void;
    gap: () => void;
    /** Which build of the pages the server draws; told at each opening. */
    build: (id: string) => void;
  },
  effects: Effects = browser,
): Connection {
  let source: EventSource | undefined;
  let cancelWait: (() => void) | undefined;
  let attempt = 0;
  let everLive = false;
  let closed = false;

  const open = () => {
    cancelWait?.();
    cancelWait = undefined;
    source?.close();
    const mine = effects.open(url);
    source = mine;
    mine.onopen = () => {
      if (everLive) on.gap();
      everLive = true;
      attempt = 0;
      on.state('live');
    };
    mine.addEventListener('change', (event) => {
      const change = parseChange(event.data);
      if (change) on.change(change);
    });
    mine.addEventListener('build', (event) => {
      const id = parseBuild(event.data);
      if (id !== undefined) on.build(id);
    });
    // The server says so when its own source was interrupted.
    mine.addEventListener('gap', () => on.gap());
    mine.onerror = () => {
      mine.close();
      if (closed || mine !== source || cancelWait) return;
      on.state('retrying');
      cancelWait = effects.wait(backoffMs(attempt++, effects.random()), open);
    };
  };

  on.state('connecting');
  open();
  return {
    close() {
      closed = true;
      cancelWait?.();
      source?.close();
    },
    wake() {
      if (!closed && cancelWait) open();
    },
  };
}

function parseBuild(data: unknown): string | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
      ? value.id
      : undefined;
  } catch {
    return undefined;
  }
}

/** The data of a `change` event, or undefined when it is not one of ours. */
export function parseChange(data: unknown): Change | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null || !('topic' in value) || !('id' in value)) return undefined;
    const { topic, id } = value;
    return typeof topic === 'string' ? { topic, id: String(id) } : undefined;
  } catch {
    return undefined;
  }
}
