import cluster from 'node:cluster';
import { z } from 'zod';

/** What web processes that share a port say to each other, through the supervisor. */
export const GroupMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('project-gone'), slug: z.string() }),
  z.object({ type: z.literal('figures-of-all'), asked: z.int() }),
  z.object({ type: z.literal('figures'), asked: z.int(), text: z.string() }),
]);
export type GroupMessage = z.output<typeof GroupMessage>;

const patienceMs = 2_000;
let asked = 0;

function say(message: GroupMessage): void {
  if (cluster.isWorker) process.send?.(message, undefined, undefined, () => {});
}

function hear(listener: (message: GroupMessage) => void): () => void {
  const listen = (said: unknown) => {
    const { data } = GroupMessage.safeParse(said);
    if (data) listener(data);
  };
  process.on('message', listen);
  return () => process.off('message', listen);
}

/** Tells the other web processes that a project is gone, or has another id. */
export function sayProjectGone(slug: string): void {
  say({ type: 'project-gone', slug });
}

/** Hears of projects that are gone from the other web processes. */
export function onProjectGone(listener: (slug: string) => void): void {
  if (cluster.isWorker) hear((message) => message.type === 'project-gone' && listener(message.slug));
}

/** The figures of all web processes added up, as Prometheus text; undefined where this one is alone. */
export async function figuresOfAll(): Promise<string | undefined> {
  if (!cluster.isWorker) return undefined;
  asked += 1;
  const mine = asked;
  return new Promise((resolve) => {
    const late = setTimeout(() => settle(undefined), patienceMs);
    const quiet = hear((message) => message.type === 'figures' && message.asked === mine && settle(message.text));
    function settle(text: string | undefined): void {
      clearTimeout(late);
      quiet();
      resolve(text || undefined);
    }
    say({ type: 'figures-of-all', asked: mine });
  });
}
