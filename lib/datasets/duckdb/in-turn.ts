const most = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Two tables at a time are read in the web process, so that many open pages do not add up their memory. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
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
