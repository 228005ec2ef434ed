import type { Ctx } from '../context.ts';
import { inTransaction } from '../db/statement.ts';
import { announce } from '../events/announce.ts';
import { clientRecipe } from '../recipes/client-recipe.ts';
import { writeRecipe } from '../recipes/write-recipe.ts';
import { moment } from './moment.ts';
import { checkOpen, hasEnded } from './open-for-writes.ts';
import type { RunInfo } from './run-record.ts';
import type { RunStatus } from './schema.ts';
import { lockRun } from './sql/lock-run.ts';
import { toldFacts } from './sql/told-facts.ts';
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

/** When a run ended, after a change; null where nobody said. */
function endAfter(run: RunInfo, input: UpdateRunInput): number | null {
  const endedAt = input.endedAt ?? run.endedAt;
  const resumed = input.status !== undefined && !hasEnded({ status: input.status });
  // A client that resumes a run sends the end that it read back with it.
  return resumed && endedAt === run.endedAt ? null : endedAt;
}

/**
 * Changes the status, the end or the name of a run that a client logs; a run that has ended may run again. Its recipe is
 * sealed when it ends. Runs of jobs end with their job.
 * @throws DomainError NOT_FOUND, CONFLICT (run of a job, archived run), INVALID_INPUT (an end that no timestamp can hold)
 */
export async function updateRun({ ctx, input }: { ctx: Ctx; input: UpdateRunInput }): Promise<RunInfo> {
  const now = ctx.now().getTime();
  const changed = await inTransaction(ctx.db, async (run) => {
    const [held, told] = await Promise.all([
      lockRun(run, { projectId: ctx.project.id, runId: input.runId }),
      // While a run goes on its recipe is a draft: its params, tags and inputs themselves.
      input.status !== undefined && hasEnded({ status: input.status }) ? toldFacts(run, input.runId) : null,
    ]);
    const before = checkOpen(ctx, input.runId, held);
    const after: RunInfo = {
      ...before,
      status: input.status ?? before.status,
      endedAt: endAfter(before, input),
      name: input.name || before.name,
    };
    // Not waited for: it goes out with the COMMIT.
    void writeRun(run, {
      runId: before.id,
      projectId: ctx.project.id,
      status: after.status,
      statusReason: input.status === undefined ? input.reason : (input.reason ?? null),
      endedAt: after.endedAt === null ? null : moment(after.endedAt, 'end_time'),
      now: moment(now, 'now'),
      name: input.name || null,
      recipe: told && writeRecipe(clientRecipe(told)),
    });
    return after;
  });
  announce(ctx, { topic: 'run', id: changed.id });
  return changed;
}
