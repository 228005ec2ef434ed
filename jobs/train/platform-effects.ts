import type { JobArgs } from '#jobs/job-args.ts';
import { saveArtifact } from '#lib/artifacts/save-artifact.ts';
import { env } from '#lib/env.ts';
import { setParams } from '#lib/params/set-params.ts';
import { retryWhileAway } from '#lib/queue/retry-while-away.ts';
import { logBatch } from '#lib/runs/log-batch.ts';
import type { TrainEffects } from './effects.ts';

/** Training bound to the platform's verbs. A database that restarts is waited for as long as the lease can last. */
export function platformEffects({ ctx, job, log, progress, signal, reportEnvironment }: JobArgs): TrainEffects {
  const { runId } = job;
  const patient = <T>(work: () => Promise<T>) => retryWhileAway(work, env().leaseMs);
  return {
    logMetrics: (step, metrics) => {
      const at = ctx.now().getTime();
      const points = Object.entries(metrics).map(([key, value]) => ({ key, value, step, at }));
      return patient(() => logBatch({ ctx, input: { runId, metrics: points } }));
    },
    reportEnvironment: (fingerprint) => patient(() => reportEnvironment(fingerprint)),
    logParams: (params) => patient(() => setParams({ ctx, input: { runId, params } })),
    progress,
    log,
    saveArtifact: async (path, body, { deterministic }) => {
      await patient(() => saveArtifact({ ctx, input: { runId, path, body, deterministic, signal } }));
    },
    clock: () => performance.now(),
    signal,
  };
}
