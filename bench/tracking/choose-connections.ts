import type { Connections, Target } from './http-caller.ts';

/**
 * The way to reach a server that it answers faster. The peer writes head and body of an answer apart, and on a kept
 * connection its body waits some 40 ms for the acknowledgement of the head; a fresh one costs it less.
 * @param rate calls per second that a short try over `target` reaches
 */
export async function chooseConnections({
  url,
  among,
  rate,
}: {
  url: string;
  among: Connections[];
  rate: (target: Target) => Promise<number>;
}): Promise<Target> {
  let best: { target: Target; rate: number } | undefined;
  for (const connections of among) {
    const target = { url, connections };
    if (among.length === 1) return target;
    const measured = await rate(target);
    if (!best || measured > best.rate) best = { target, rate: measured };
  }
  if (!best) throw new Error('No way to connect was given.');
  return best.target;
}
