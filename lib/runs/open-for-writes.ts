import type { Ctx } from '../context.ts';
import { runArchived, runNotFound, runOfJob } from './require-run.ts';
import type { RunStatus } from './schema.ts';

/** What of a run says whether it takes a write. */
export interface RunState {
  kind: string;
  status: RunStatus;
  archived: boolean;
}

const endStatuses: ReadonlySet<string> = new Set(['finished', 'failed', 'canceled'] satisfies RunStatus[]);

export function hasEnded({ status }: { status: string }): boolean {
  return endStatuses.has(status);
}

/** Its recipe was sealed; what changes the recipe makes a new revision. */
export function isSealed(run: RunState): boolean {
  return run.kind === 'external' && hasEnded(run);
}

/**
 * Refuses a write into a run that takes none. What a job made is evidence: its own attempts write it, others may at most
 * tag it.
 * @throws DomainError NOT_FOUND, CONFLICT
 */
export function checkOpen<S extends RunState>(
  ctx: Ctx,
  runId: string,
  run: S | undefined,
  { tagging = false }: { tagging?: boolean } = {},
): S {
  if (!run) throw runNotFound(ctx, runId);
  if (run.archived) throw runArchived(runId);
  if (run.kind !== 'external' && !ctx.fence && !tagging) throw runOfJob(runId);
  return run;
}
