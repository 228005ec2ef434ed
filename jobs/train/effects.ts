import type { JobProgress } from '#lib/queue/schema.ts';

/** Everything training does to the world. The platform binds it to its verbs, tests to local files. */
export interface TrainEffects {
  /** Points of one step. Numbers may be NaN or infinite. */
  logMetrics: (step: number, metrics: Record<string, number>) => Promise<void>;
  /** The fingerprint of the process, once its backend has loaded and before anything is learnt. */
  reportEnvironment: (fingerprint: Record<string, string | number | boolean | null>) => Promise<void>;
  logParams: (params: Record<string, string>) => Promise<void>;
  progress: (progress: JobProgress) => void;
  /** One line for the run's log. */
  log: (line: string) => void;
  /** Stores a file of the run. `deterministic` files take part in the verdict of a reproduction. */
  saveArtifact: (path: string, bytes: Buffer, options: { deterministic: boolean }) => Promise<void>;
  /** Milliseconds that only grow; rates are made of them, nothing that is learnt. */
  clock: () => number;
  /** Aborts when the run is cancelled. */
  signal: AbortSignal;
}
