import { connectEvents } from './event-connection.ts';
import type { LiveMessage, TabMessage } from './messages.ts';

export interface Membership {
  leave: () => void;
  wake: () => void;
}

/**
 * Joins the one event stream of this browser: through a shared worker, or, where there is none (Chrome on Android),
 * through the tab that holds a lock and passes everything on over a broadcast channel.
 */
export function joinStream(url: string, onMessage: (message: LiveMessage) => void): Membership {
  return 'SharedWorker' in globalThis ? joinWorker(url, onMessage) : joinLeader(url, onMessage);
}

function joinWorker(url: string, onMessage: (message: LiveMessage) => void): Membership {
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), { type: 'module', name: 'traza-live' });
  const { port } = worker;
  const release = holdLock();
  const send = (message: TabMessage) => port.postMessage(message);
  port.onmessage = (event: MessageEvent<LiveMessage>) => onMessage(event.data);
  port.start();
  void release.held.then((lock) => send({ kind: 'hello', url, lock }));
  return {
    leave() {
      send({ kind: 'bye' });
      port.onmessage = null;
      release.free();
    },
    wake: () => send({ kind: 'wake' }),
  };
}

function joinLeader(url: string, onMessage: (message: LiveMessage) => void): Membership {
  const channel = new BroadcastChannel(`traza-live ${url}`);
  const gone = new AbortController();
  let wake = () => {};
  channel.onmessage = (event: MessageEvent<LiveMessage>) => onMessage(event.data);
  const tell = (message: LiveMessage) => {
    onMessage(message);
    channel.postMessage(message);
  };
  const lead = () =>
    new Promise<void>((resolve) => {
      // The leader before us may have taken changes with it.
      tell({ kind: 'gap' });
      const connection = connectEvents(url, {
        state: (state) => tell({ kind: 'state', state }),
        change: (change) => tell({ kind: 'change', change }),
        gap: () => tell({ kind: 'gap' }),
        build: (build) => tell({ kind: 'build', build }),
      });
      wake = connection.wake;
      gone.signal.addEventListener('abort', () => {
        connection.close();
        resolve();
      });
    });
  if (navigator.locks) navigator.locks.request(`traza-live ${url}`, { signal: gone.signal }, lead).catch(() => {});
  else void lead();
  return {
    leave() {
      gone.abort();
      channel.close();
    },
    wake: () => wake(),
  };
}

/** Holds a lock of our own for as long as this tab lives, so that others can notice our end. */
function holdLock(): { held: Promise<string>; free: () => void } {
  const name = `traza-tab ${Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('')}`;
  let free = () => {};
  const until = new Promise<void>((resolve) => {
    free = resolve;
  });
  const held = new Promise<string>((resolve) => {
    void navigator.locks.request(name, () => {
      resolve(name);
      return until;
    });
  });
  return { held, free: () => free() };
}
