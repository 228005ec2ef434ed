import type { Ctx } from '../context.ts';
import { pool } from '../db/client.ts';

/** The kinds of things whose change is told to browsers and workers. */
export type Topic =
  | 'run'
  | 'metrics'
  | 'logs'
  | 'job'
  | 'dataset'
  | 'model'
  | 'experiment'
  | 'reproduction'
  | 'schedule'
  | 'worker'
  | 'trace';

export interface ChangeEvent {
  project: string;
  topic: Topic;
  id: string;
}

export const eventChannel = 'traza_changes';

const quietMs = 150;
const waiting = new Map<string, ChangeEvent>();
let timer: NodeJS.Timeout | undefined;

/**
 * Tells every listener that something changed, after the change was committed. Repeats within 150 ms become one:
 * pg_notify takes a lock that all commits share, so it must stay rare. An event is a hint to look again; losing one
 * (the process dies in between) is harmless because listeners also look by themselves.
 */
export function announce(ctx: Pick<Ctx, 'project' | 'log'>, event: { topic: Topic; id: string }): void {
  const name = `${ctx.project.slug} ${event.topic} ${event.id}`;
  if (waiting.has(name)) return;
  waiting.set(name, { project: ctx.project.slug, ...event });
  timer ??= setTimeout(() => {
    flushAnnouncements().catch((error: unknown) => ctx.log.warn({ error }, 'could not announce changes'));
  }, quietMs);
}

/** Sends what waits now; called before a process ends. */
export async function flushAnnouncements(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const events = [...waiting.values()].map((event) => JSON.stringify(event));
  waiting.clear();
  if (events.length === 0) return;
  await pool().query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [eventChannel, events]);
}
