import { env } from '../../env.ts';

const mostOfAll = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** So many tables at a time are read by the web processes together, so that many open pages do not add up their memory. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const most = Math.max(1, Math.floor(mostOfAll / env().webProcesses));
  if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    // The slot passes to the next in line, who does not count again.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
