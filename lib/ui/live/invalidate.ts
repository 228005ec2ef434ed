import type { Change } from './event-connection.ts';

/**
 * Whether a query filed under `key` shows something that a change touched. `[topic]` and `[topic, {filters}]` are
 * lists and touched by every change of their topic; `[topic, id, …]` only by its own. A query that shows several
 * things names them in `meta: { topics: ['run', 'job'] }` and is touched by all changes of these; one that shows some
 * things of its topic names them in `meta: { ids }` and is touched by their changes alone.
 */
export function isTouched(key: readonly unknown[], { topic, id }: Change, meta?: Record<string, unknown>): boolean {
  if (Array.isArray(meta?.topics) && meta.topics.includes(topic)) return true;
  if (key[0] !== topic) return false;
  if (Array.isArray(meta?.ids)) return meta.ids.includes(id);
  const second = key[1];
  return typeof second === 'string' || typeof second === 'number' ? String(second) === id : true;
}

/**
 * Collects changes and passes each distinct one on at most once per `everyMs`: the first at once, what follows
 * together at the end of the pause. A busy run must not refetch a page a hundred times a second.
 */
export function createThrottle(
  flush: (changes: Change[]) => void,
  everyMs: number,
  wait: (ms: number, then: () => void) => void,
) {
  const pending = new Map<string, Change>();
  let pausing = false;
  const pause = () => {
    pausing = true;
    wait(everyMs, () => {
      pausing = false;
      if (pending.size === 0) return;
      const changes = [...pending.values()];
      pending.clear();
      pause();
      flush(changes);
    });
  };
  return (change: Change) => {
    if (pausing) {
      pending.set(`${change.topic} ${change.id}`, change);
      return;
    }
    pause();
    flush([change]);
  };
}
