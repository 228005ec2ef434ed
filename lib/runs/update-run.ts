import type { Ctx } from '../context.ts';
import { inTransaction } from '../db/statement.ts';
import { announce } from '../events/announce.ts';
import { moment } from './moment.ts';
import { runArchived, runNotFound, runOfJob } from './require-run.ts';
import type { RunInfo } from './run-record.ts';
import type { RunStatus } from './schema.ts';
import { lockRun } from './sql/lock-run.ts';
import { writeRun } from './sql/write-run.ts';

export interface UpdateRunInput {
  runId: string;
  status?: RunStatus | undefined;
  /** Why, in words a person reads. */
  reason?: string | undefined;
  /** Milliseconds since 1970. */
  endedAt?: number | undefined;
  /** '' leaves the name as it is. */
  name?: string | undefined;
}

const ended: ReadonlySet<RunStatus> = new Set(['finished', 'failed', 'canceled']);

/** When a run ends, after a change of its status: now where nobody says. */
function endAfter(run: RunInfo, input: UpdateRunInput, now: number): number | null {
  const status = input.status ?? run.status;
  if (ended.has(status)) return input.endedAt ?? run.endedAt ?? now;
  // A client that resumes a run sends the end that it read back with it.
  if (input.status !== undefined && (input.endedAt ?? run.endedAt) === run.endedAt) return null;
  return input.endedAt ?? run.endedAt;
}

/**
 * Changes the status, the end or the name of a run that a client logs; a run that has ended may run again. Runs of jobs
 * end with their job.
 * @throws DomainError NOT_FOUND, CONFLICT (run of a job, archived run), INVALID_INPUT (an end that no timestamp can hold)
 */
export async function updateRun({ ctx, input }: { ctx: Ctx; input: UpdateRunInput }): Promise<RunInfo> {
  const now = ctx.now().getTime();
  const changed = await inTransaction(ctx.db, async (run) => {
    const before = await lockRun(run, { projectId: ctx.project.id, runId: input.runId });
    if (!before) throw runNotFound(ctx, input.runId);
    if (before.kind !== 'external') throw runOfJob(input.runId);
    if (before.archived) throw runArchived(input.runId);
    const after: RunInfo = {
      ...before,
      status: input.status ?? before.status,
      endedAt: endAfter(before, input, now),
      name: input.name || before.name,
    };
    await writeRun(run, {
      runId: before.id,
      status: after.status,
      statusReason: input.reason ?? null,
      endedAt: after.endedAt === null ? null : moment(after.endedAt, 'end_time'),
      heardAt: moment(now, 'now'),
      name: input.name || null,
    });
    return after;
  });
  announce(ctx, { topic: 'run', id: changed.id });
  return changed;
}
