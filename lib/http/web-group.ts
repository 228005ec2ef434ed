import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import { env } from '../env.ts';

type Figures = MetricObjectWithValues<MetricValue<string>>[];

/** What web processes that share a port say to each other; the supervisor passes it on to all others. */
type GroupMessage =
  | { group: 'project-changed'; slug: string }
  | { group: 'figures-wanted'; asked: string }
  | { group: 'figures'; asked: string; figures: Figures };

const patienceMs = 1_000;
let questions = 0;

export function isGroupMessage(message: unknown): message is GroupMessage {
  return typeof message === 'object' && message !== null && 'group' in message;
}

function isShared(): boolean {
  return env().webProcesses > 1;
}

function say(message: GroupMessage): void {
  if (isShared()) process.send?.(message, undefined, undefined, () => {});
}

function hear(listener: (message: GroupMessage) => void): () => void {
  const listen = (message: unknown) => isGroupMessage(message) && listener(message);
  process.on('message', listen);
  return () => process.off('message', listen);
}

/** Tells the other web processes that a name may stand for another project from now on, or for none. */
export function sayProjectChanged(slug: string): void {
  say({ group: 'project-changed', slug });
}

/** Answers the questions of the other web processes from now on. */
export function joinGroup(of: { projectChanged: (slug: string) => void; figures: () => Promise<Figures> }): void {
  if (!isShared()) return;
  hear((message) => {
    if (message.group === 'project-changed') of.projectChanged(message.slug);
    if (message.group === 'figures-wanted') {
      const { asked } = message;
      of.figures().then(
        (figures) => say({ group: 'figures', asked, figures }),
        () => {},
      );
    }
  });
}

/** The figures of the other web processes, of those that answer within a second. */
export function figuresOfOthers(): Promise<Figures[]> {
  const others = env().webProcesses - 1;
  if (others < 1) return Promise.resolve([]);
  questions += 1;
  const asked = `${process.pid} ${questions}`;
  return new Promise((resolve) => {
    const found: Figures[] = [];
    const late = setTimeout(settle, patienceMs);
    const quiet = hear((message) => {
      if (message.group !== 'figures' || message.asked !== asked) return;
      found.push(message.figures);
      if (found.length === others) settle();
    });
    function settle(): void {
      clearTimeout(late);
      quiet();
      resolve(found);
    }
    say({ group: 'figures-wanted', asked });
  });
}
