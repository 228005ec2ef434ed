import { HttpCaller, type Target } from './http-caller.ts';

export interface LoadResult {
  /** Calls that were answered 200. */
  calls: number;
  seconds: number;
  /** Of each call in milliseconds, ascending. */
  latencies: Float64Array;
}

/** One of those who write at once. */
export interface Writer {
  /** @returns milliseconds that its next call took; undefined when it has none left */
  call: (index: number) => Promise<number | undefined>;
  close: () => void;
}

/** Closed loop: each writer makes its next call when the last one is answered, until the time is up. */
export async function runWriters(of: {
  writers: number;
  seconds: number;
  open: (writer: number) => Writer;
}): Promise<LoadResult> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + of.seconds * 1000;
  async function write(number: number): Promise<void> {
    const writer = of.open(number);
    try {
      for (let index = 0; performance.now() < end; index += 1) {
        const took = await writer.call(index);
        if (took === undefined) return;
        latencies.push(took);
      }
    } finally {
      writer.close();
    }
  }
  await Promise.all(Array.from({ length: of.writers }, (_, number) => write(number)));
  const elapsed = (performance.now() - start) / 1000;
  return { calls: latencies.length, seconds: elapsed, latencies: Float64Array.from(latencies).sort() };
}

export interface RunLoadInput {
  target: Target;
  writers: number;
  seconds: number;
  /** The next request of a writer as bytes; undefined ends that writer before its time. */
  next: (writer: number, index: number) => Buffer | undefined | Promise<Buffer | undefined>;
}

/**
 * Requests from writers with a connection each.
 * @throws Error at the first answer that is not 200: a load that fails measures nothing
 */
export function runLoad({ target, writers, seconds, next }: RunLoadInput): Promise<LoadResult> {
  return runWriters({
    writers,
    seconds,
    open(writer) {
      const caller = new HttpCaller(target);
      return {
        async call(index) {
          const request = await next(writer, index);
          return request && (await timeOf(() => requireOk(caller, request)));
        },
        close: () => caller.close(),
      };
    },
  });
}

/** @returns milliseconds */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The body of the answer. @throws Error unless it is 200 */
export async function requireOk(caller: HttpCaller, request: Buffer): Promise<Buffer> {
  const { status, body } = await caller.call(request);
  if (status !== 200) throw new Error(`${status} ${body.toString('utf8', 0, 1000)}`);
  return body;
}

/** The value that a share of all values does not exceed. @param sorted ascending */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
