import type { Ctx } from '../context.ts';
import { pool } from '../db/client.ts';
import { keepLastWords } from './sql/keep-last-words.ts';

interface Slot {
  /** Run -> when its client last wrote, in milliseconds since 1970. */
  waiting: Map<string, number>;
  timer: NodeJS.Timeout | undefined;
}

const slotKey = Symbol.for('traza.heard');
const slots = globalThis as typeof globalThis & { [slotKey]?: Slot };
slots[slotKey] ??= { waiting: new Map(), timer: undefined };
const slot: Slot = slots[slotKey];

const flushMs = 2_000;

/**
 * Notes that the client of a run has written something. It reaches the run within a few seconds, many runs in one
 * statement: a client that logs a point a millisecond must not rewrite its run's row each time.
 */
export function heard(ctx: Pick<Ctx, 'now' | 'log' | 'fence'>, runId: string): void {
  // A job's run is watched by its heartbeats.
  if (ctx.fence) return;
  slot.waiting.set(runId, ctx.now().getTime());
  flushLater(ctx.log);
}

function flushLater(log: Ctx['log']): void {
  slot.timer ??= setTimeout(() => {
    flushHeard()
      .catch((error: unknown) => log.warn({ error }, 'could not keep when runs were last heard of'))
      .finally(() => slot.waiting.size > 0 && flushLater(log));
  }, flushMs).unref();
}

/** Keeps what waits now; called before a process ends. A run that somebody writes at this moment waits on. */
export async function flushHeard(): Promise<void> {
  clearTimeout(slot.timer);
  slot.timer = undefined;
  const words = [...slot.waiting];
  slot.waiting.clear();
  if (words.length === 0) return;
  let kept: ReadonlySet<string> = new Set();
  try {
    kept = await keepLastWords(pool(), words);
  } finally {
    for (const [runId, at] of words) if (!kept.has(runId) && !slot.waiting.has(runId)) slot.waiting.set(runId, at);
  }
}
