import { HttpCaller, type Target } from './http-caller.ts';
import type { Rate } from './side.ts';

export interface LoadResult {
  /** Calls that were answered 200. */
  calls: number;
  seconds: number;
  /** Of each call in milliseconds, ascending. */
  latencies: Float64Array;
}

export interface RunLoadInput {
  target: Target;
  writers: number;
  seconds: number;
  /** The next request of a writer as bytes; undefined ends that writer before its time. */
  next: (writer: number, index: number) => Buffer | undefined | Promise<Buffer | undefined>;
}

/**
 * Closed loop: each writer sends its next request when the last one is answered, until the time is up.
 * @throws Error at the first answer that is not 200: a load that fails measures nothing
 */
export async function runLoad({ target, writers, seconds, next }: RunLoadInput): Promise<LoadResult> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  async function write(writer: number): Promise<void> {
    const caller = new HttpCaller(target);
    try {
      for (let index = 0; performance.now() < end; index += 1) {
        const request = await next(writer, index);
        if (!request) return;
        const begun = performance.now();
        const answer = await caller.call(request);
        if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body.toString('utf8', 0, 1000)}`);
        latencies.push(performance.now() - begun);
      }
    } finally {
      caller.close();
    }
  }
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  const elapsed = (performance.now() - start) / 1000;
  return { calls: latencies.length, seconds: elapsed, latencies: Float64Array.from(latencies).sort() };
}

/** The value that a share of all values does not exceed. @param sorted ascending */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** @param perCall things that one call carries */
export function toRate(load: LoadResult, { target, perCall = 1 }: { target: Target; perCall?: number }): Rate {
  return {
    perSecond: (load.calls * perCall) / load.seconds,
    p50: quantile(load.latencies, 0.5),
    p99: quantile(load.latencies, 0.99),
    calls: load.calls,
    seconds: load.seconds,
    connections: target.connections,
  };
}
