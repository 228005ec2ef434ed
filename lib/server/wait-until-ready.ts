import { setTimeout as delay } from 'node:timers/promises';

export interface WaitUntilReadyInput {
  /** Without a slash at the end. */
  baseUrl: string;
  timeoutMs: number;
  signal: AbortSignal;
  /** Asked between tries; a text ends the wait with that reason. */
  lost: () => string | undefined;
}

/**
 * Asks /readyz until it answers 200.
 * @throws Error with the last answer when it does not in time
 */
export async function waitUntilReady({ baseUrl, timeoutMs, signal, lost }: WaitUntilReadyInput): Promise<void> {
  let last = 'no answer';
  for (const end = Date.now() + timeoutMs; Date.now() < end; await delay(100, undefined, { signal })) {
    const reason = lost();
    if (reason) throw new Error(reason);
    try {
      const answer = await fetch(`${baseUrl}/readyz`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
      });
      if (answer.ok) return;
      last = `${answer.status} ${(await answer.text()).slice(0, 500)}`;
    } catch (error) {
      if (signal.aborted) throw error;
    }
  }
  throw new Error(`${baseUrl}/readyz did not answer 200 within ${timeoutMs / 1000} s; last: ${last}`);
}
