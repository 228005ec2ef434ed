import { DomainError } from '#lib/errors.ts';
import type { JobHandler, JoinHandler } from './job-args.ts';

/** How a kind is run. Loaded only in the child that runs it, after its process was prepared. */
export interface KindHandlers {
  /** The job itself: one child at a time, fenced. */
  run: () => Promise<JobHandler<never>>;
  /** Other workers' share of a joinable kind. */
  join?: () => Promise<JoinHandler<never>>;
}

/** Handlers by kind. A new kind adds one entry: `run: async () => (await import('./train/run-train.ts')).runTrain`. */
export const handlers = new Map<string, KindHandlers>([
  ['import', { run: async () => (await import('./import/run-import.ts')).runImport }],
  [
    'batch-predict',
    {
      run: async () => (await import('./batch-predict/run-batch-predict.ts')).runBatchPredict,
      join: async () => (await import('./batch-predict/join-batch-predict.ts')).joinBatchPredict,
    },
  ],
  ['train', { run: async () => (await import('./train/run-train.ts')).runTrain }],
  ['evaluate', { run: async () => (await import('./evaluate/run-evaluate.ts')).runEvaluate }],
  ['reproduce', { run: async () => (await import('./reproduce/run-reproduce.ts')).runReproduce }],
  ['example', { run: async () => (await import('./example/run-example.ts')).runExample }],
  ['split', { run: async () => (await import('./split/run-split.ts')).runSplit }],
]);

/** @throws DomainError INVALID_INPUT for a kind this worker does not know */
export function requireHandlers(kind: string): KindHandlers {
  const found = handlers.get(kind);
  if (!found) throw new DomainError('INVALID_INPUT', `This worker has no handler for jobs of kind "${kind}".`);
  return found;
}
