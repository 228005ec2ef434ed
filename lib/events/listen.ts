import { Client } from 'pg';
import { pool } from '../db/client.ts';
import { log } from '../log.ts';
import { type ChangeEvent, eventChannel } from './announce.ts';

/** What a listener hears: a change in its project, that changes may have been missed, or that the server is stopping. */
export interface Listener {
  project: string;
  change: (event: ChangeEvent) => void;
  gap: () => void;
  end: () => void;
}

/** One LISTEN connection of this process, shared by all who listen. */
export interface EventHub {
  /** Begins to hear; returns how to stop. */
  subscribe: (listener: Listener) => () => void;
  listeners: () => number;
  /** Whether notifications arrive now. */
  connected: () => boolean;
  /** Ends every listener and the connection; nobody can subscribe afterwards. */
  close: () => Promise<void>;
}

const aliveCheckMs = 20_000;
const lingerMs = 10_000;

function parseEvent(payload: string | undefined): ChangeEvent | undefined {
  try {
    const event: ChangeEvent = JSON.parse(payload ?? '');
    return typeof event.project === 'string' && typeof event.topic === 'string' ? event : undefined;
  } catch {
    return undefined;
  }
}

/** Waits before the n-th try: a quarter of a second doubling to ten, with jitter. */
export function reconnectDelayMs(attempt: number, random: number): number {
  return Math.min(10_000, 250 * 2 ** Math.min(attempt, 10)) * (0.75 + random * 0.5);
}

/**
 * Makes a hub. It connects for the first listener, comes back after the connection broke, and then tells every
 * listener that it may have missed something.
 * @param connect opens a connection that is not from the pool, which it would hold for good
 */
export function makeEventHub(connect: () => Client): EventHub {
  const listeners = new Set<Listener>();
  let client: Client | undefined;
  let live = false;
  let closed = false;
  let attempt = 0;
  let missed = false;
  let timer: NodeJS.Timeout | undefined;
  let linger: NodeJS.Timeout | undefined;

  function drop(broken: Client): void {
    if (client !== broken) return;
    client = undefined;
    live = false;
    missed = true;
    clearTimeout(timer);
    broken.end().catch(() => {});
    if (closed || listeners.size === 0) return;
    timer = setTimeout(open, reconnectDelayMs(attempt++, Math.random()));
    timer.unref();
  }

  function checkAlive(current: Client): void {
    timer = setTimeout(() => {
      // A connection cut by a firewall breaks no socket; a question that gets no answer tells.
      const deadline = setTimeout(() => drop(current), aliveCheckMs / 2);
      current.query('SELECT 1').then(
        () => {
          clearTimeout(deadline);
          if (client === current) checkAlive(current);
        },
        () => {
          clearTimeout(deadline);
          drop(current);
        },
      );
    }, aliveCheckMs);
    timer.unref();
  }

  function open(): void {
    const mine = connect();
    client = mine;
    mine.on('error', () => drop(mine));
    mine.on('end', () => drop(mine));
    mine.on('notification', (message) => {
      const event = parseEvent(message.payload);
      if (!event) return;
      for (const listener of listeners) if (listener.project === event.project) listener.change(event);
    });
    mine
      .connect()
      .then(() => mine.query(`LISTEN ${eventChannel}`))
      .then(
        () => {
          if (client !== mine) return;
          live = true;
          attempt = 0;
          if (missed) for (const listener of [...listeners]) listener.gap();
          missed = false;
          checkAlive(mine);
        },
        (error: unknown) => {
          if (attempt === 0)
            log().warn({ error }, 'the connection that hears of changes could not be opened; trying again');
          drop(mine);
        },
      );
  }

  async function hangUp(): Promise<void> {
    clearTimeout(timer);
    const current = client;
    client = undefined;
    live = false;
    missed = false;
    await current?.end().catch(() => {});
  }

  return {
    subscribe(listener) {
      if (closed) {
        listener.end();
        return () => {};
      }
      clearTimeout(linger);
      listeners.add(listener);
      if (!client && listeners.size === 1) {
        clearTimeout(timer);
        open();
      }
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0 || closed) return;
        // A reload leaves and comes back; the connection outlives that.
        linger = setTimeout(() => void hangUp(), lingerMs);
        linger.unref();
      };
    },
    listeners: () => listeners.size,
    connected: () => live,
    async close() {
      closed = true;
      clearTimeout(linger);
      for (const listener of [...listeners]) listener.end();
      listeners.clear();
      await hangUp();
    },
  };
}

const slotKey = Symbol.for('traza.events');
const slots = globalThis as typeof globalThis & { [slotKey]?: EventHub };

/** The hub of this process. */
export function eventHub(): EventHub {
  slots[slotKey] ??= makeEventHub(() => {
    const { connectionString } = pool().options;
    return new Client({ connectionString, application_name: 'traza events', keepAlive: true });
  });
  return slots[slotKey];
}

/** Ends all event streams of this process, when there are any. */
export async function closeEventHub(): Promise<void> {
  const hub = slots[slotKey];
  delete slots[slotKey];
  await hub?.close();
}
