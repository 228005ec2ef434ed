declare module 'elkjs/lib/elk-worker.min.js' {
  /** Speaks like a worker, on the thread it is made on. Missing where the script runs as a worker itself. */
  export const Worker:
    | (new () => { onmessage: (answer: { data: unknown }) => void; postMessage: (message: unknown) => void })
    | undefined;
}
