import type { Ctx } from '../context.ts';
import { withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { newId } from '../ids.ts';
import { parseInput } from '../parse-input.ts';
import { requireJobKind } from './job-kinds.ts';
import { insertJob } from './sql/insert-job.ts';
import { wakeWorkers } from './sql/wake-workers.ts';

/** A dataset version or a model version the run reads, in the slot (`role`) the kind reads it in. */
export interface EnqueueJobRunInput {
  role: string;
  digest: string;
  datasetVersionId?: string;
  modelVersionId?: string;
}

export interface EnqueueJobInput {
  kind: string;
  /** Checked against the kind's schema; what it names is resolved to ids and digests already. */
  payload: unknown;
  /** Name of the run; the kind's name when it is left out. */
  name?: string;
  /** Only runs of experiments (train, evaluate) carry one. */
  experimentId?: number;
  /** The sealed recipe of this project that the run executes. */
  recipe?: { digest: string };
  inputs?: EnqueueJobRunInput[];
  params?: Record<string, string>;
  tags?: Record<string, string>;
  reproductionId?: string;
  parentRunId?: string;
  retryOfId?: string;
  /** Greater goes first. */
  priority?: number;
  maxAttempts?: number;
  timeoutMs?: number;
  /** At most `limit` jobs of this project with this key run at once. */
  concurrency?: { key: string; limit: number };
}

/**
 * Queues a job together with the run it executes, its params and its inputs, in one transaction (the caller's when
 * there is one), and wakes the workers.
 * @throws DomainError INVALID_INPUT (unknown kind, payload that does not fit it)
 */
export async function enqueueJob({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: EnqueueJobInput;
}): Promise<{ jobId: string; runId: string }> {
  const kind = requireJobKind(input.kind);
  const payload = parseInput(kind.payload, input.payload, 'payload');
  const jobId = newId(ctx.now());
  const runId = newId(ctx.now());

  await withTransaction(ctx, async ({ db }) => {
    await db.run.create({
      data: {
        id: runId,
        projectId: ctx.project.id,
        experimentId: input.experimentId ?? null,
        name: input.name ?? kind.kind,
        kind: kind.kind,
        status: 'queued',
        actor: ctx.actor,
        recipeDigest: input.recipe?.digest ?? null,
        reproductionId: input.reproductionId ?? null,
        parentRunId: input.parentRunId ?? null,
        params: { createMany: { data: Object.entries(input.params ?? {}).map(([key, value]) => ({ key, value })) } },
        tags: { createMany: { data: Object.entries(input.tags ?? {}).map(([key, value]) => ({ key, value })) } },
        inputs: { createMany: { data: (input.inputs ?? []).map((read) => ({ ...read })) } },
      },
    });
    await insertJob(db, {
      id: jobId,
      projectId: ctx.project.id,
      runId,
      kind: kind.kind,
      payload,
      priority: input.priority ?? 0,
      slots: kind.slots,
      backend: kind.backend?.(payload) ?? null,
      maxAttempts: input.maxAttempts ?? kind.maxAttempts,
      timeoutMs: input.timeoutMs ?? kind.timeoutMs ?? null,
      concurrencyKey: input.concurrency ? `${ctx.project.id} ${input.concurrency.key}` : null,
      concurrencyLimit: input.concurrency?.limit ?? null,
      retryOfId: input.retryOfId ?? null,
    });
    await wakeWorkers(db);
  });
  announce(ctx, { topic: 'run', id: runId });
  announce(ctx, { topic: 'job', id: jobId });
  return { jobId, runId };
}
