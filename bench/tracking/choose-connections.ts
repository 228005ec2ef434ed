import type { Target } from './http-caller.ts';
import type { Load } from './measure.ts';
import type { Side } from './side.ts';

/**
 * The way to reach a side over which it does more of a load in some seconds. The peer writes head and body of an answer
 * apart, and on a kept connection its body waits some 40 ms for the acknowledgement of the head; a fresh one costs it less.
 */
export async function chooseConnections(side: Side, load: Load, seconds: number): Promise<Target> {
  const targets = side.connections.map((connections) => ({ url: side.url, connections }));
  const tried: { target: Target; perSecond: number }[] = [];
  for (const target of targets) {
    if (targets.length === 1) return target;
    const { calls, seconds: took } = await load(target, seconds);
    tried.push({ target, perSecond: calls / took });
  }
  const [best] = tried.sort((a, b) => b.perSecond - a.perSecond);
  if (!best) throw new Error('No way to connect was given.');
  return best.target;
}
