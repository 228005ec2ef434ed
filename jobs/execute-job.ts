import { DomainError } from '#lib/errors.ts';
import { clearAttemptOutputs } from '#lib/queue/clear-attempt-outputs.ts';
import { requireJobKind } from '#lib/queue/job-kinds.ts';
import type { JobArgs, JoinArgs } from './job-args.ts';
import { requireHandlers } from './registry.ts';

/** Runs the handler of a claimed job. A retry of a kind that cannot resume starts from nothing. */
export async function executeJob(args: JobArgs): Promise<void> {
  const kind = requireJobKind(args.job.kind);
  const handler = await requireHandlers(kind.kind).run();
  if (args.job.attempt > 1 && !kind.resumes) {
    await clearAttemptOutputs({ ctx: args.ctx, input: { runId: args.job.runId } });
  }
  await handler({ ...args, payload: readPayload(args) });
}

/** Runs this worker's share of a job that another worker leads. */
export async function joinJob(args: JoinArgs): Promise<void> {
  const handler = await requireHandlers(args.job.kind).join?.();
  if (!handler) throw new DomainError('INVALID_INPUT', `Jobs of kind "${args.job.kind}" cannot be shared.`);
  await handler({ ...args, payload: readPayload(args) });
}

// The map of handlers says `never` because each kind has a payload of its own; the kind's schema proves it here.
function readPayload(args: { job: { kind: string }; payload: unknown }): never {
  return requireJobKind(args.job.kind).payload.parse(args.payload) as never;
}
