import { setTimeout as wait } from 'node:timers/promises';

/** Waits until `look` gives something, asking every 20 ms. @throws when it does not within `forMs` */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false | null>,
  forMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + forMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`Waited ${forMs} ms in vain: ${what}.`);
    await wait(20);
  }
}
