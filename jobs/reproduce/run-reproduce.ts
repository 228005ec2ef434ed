import { setTimeout as wait } from 'node:timers/promises';
import type { JobArgs } from '#jobs/job-args.ts';
import { env } from '#lib/env.ts';
import { cancelJob } from '#lib/queue/cancel-job.ts';
import type { ReproducePayload } from '#lib/queue/kinds/reproduce.ts';
import { retryWhileAway } from '#lib/queue/retry-while-away.ts';
import { compareTwoRuns } from '#lib/reproduce/compare-two-runs.ts';
import { enqueueExecutions } from '#lib/reproduce/enqueue-executions.ts';
import { overallVerdict } from '#lib/reproduce/overall-verdict.ts';
import { requireReproduction } from '#lib/reproduce/require-reproduction.ts';
import { type Comparison, ReproductionDetail } from '#lib/reproduce/schema.ts';
import { settleReproduction } from '#lib/reproduce/settle-reproduction.ts';
import { changedCode } from './changed-code.ts';
import { type TakenDigest, takeInputDigests } from './take-input-digests.ts';

const lookMs = 500;
const ended = new Set(['finished', 'failed', 'canceled']);

/**
 * Executes a run's recipe again and compares: check that code and inputs are those the recipe names, queue what is
 * missing, wait, take the inputs' digests again, settle. A later attempt goes on where an earlier one was lost.
 */
export async function runReproduce(args: JobArgs<ReproducePayload>): Promise<void> {
  const { ctx, payload, log } = args;
  const { reproductionId } = payload;
  const { runId, settledAt, detail } = await requireReproduction(ctx, reproductionId);
  if (settledAt) return;
  const { tolerance } = ReproductionDetail.parse(detail);

  const code = await changedCode(ctx, runId);
  if (code) {
    log(code.summary);
    await settleReproduction({ ctx, input: { reproductionId, verdict: 'not-comparable', detail: code } });
    return;
  }
  const before = await takeInputDigests(ctx, runId);
  const changed = before.find((one) => one.taken !== one.recorded);
  if (changed) {
    await settleReproduction({
      ctx,
      input: { reproductionId, verdict: 'different', detail: changedInput(before, before) },
    });
    log(`The input "${changed.role}" is no longer what the run read.`);
    return;
  }
  const runIds = await enqueueExecutions({ ctx, input: { reproductionId } });
  const failed = await waitForRuns(args, runIds);
  if (failed) {
    await settleReproduction({
      ctx,
      input: { reproductionId, verdict: 'failed', detail: { summary: failed, first: null } },
    });
    log(failed);
    return;
  }
  const comparisons: { runId: string; comparison: Comparison }[] = [];
  for (const otherId of runIds) {
    comparisons.push({
      runId: otherId,
      comparison: await compareTwoRuns({ ctx, input: { runId, otherId, tolerance } }),
    });
  }
  const after = await takeInputDigests(ctx, runId);
  const tainted = after.some((one) => one.taken !== one.recorded);
  const overall = overallVerdict(comparisons.map((one) => one.comparison));
  const verdict = tainted ? 'different' : overall.verdict;
  const settled = { ...overall.detail, ...changedInput(before, after), comparisons };
  await settleReproduction({ ctx, input: { reproductionId, verdict, detail: settled } });
  log(settled.summary ?? verdict);
}

/** What the inputs' digests say, and the sentence for the first one that is not the recorded one. */
function changedInput(before: TakenDigest[], after: TakenDigest[]): Partial<ReproductionDetail> {
  const inputs = before.map((one, index) => ({
    role: one.role,
    recorded: one.recorded,
    before: one.taken,
    after: after[index]?.taken ?? null,
  }));
  const changed = inputs.find((one) => one.before !== one.recorded || one.after !== one.recorded);
  if (!changed) return { inputs };
  const now = changed.before === changed.recorded ? changed.after : changed.before;
  const what = now === null ? 'its stored bytes are damaged or gone' : `its bytes have the digest ${now} now`;
  return {
    inputs,
    summary: `different: the input "${changed.role}" is not ${changed.recorded.slice(0, 12)}… any more; ${what}`,
    first: { category: 'input', name: changed.role, a: changed.recorded, b: now },
  };
}

/** Waits until every execution ended. @returns why the reproduction failed, when one did not finish */
async function waitForRuns(args: JobArgs<ReproducePayload>, runIds: string[]): Promise<string | undefined> {
  const { ctx, signal, progress } = args;
  try {
    for (;;) {
      const runs = await retryWhileAway(
        () =>
          ctx.db.run.findMany({
            where: { id: { in: runIds }, projectId: ctx.project.id },
            select: { id: true, name: true, status: true, statusReason: true },
            orderBy: { id: 'asc' },
          }),
        env().leaseMs,
      );
      const done = runs.filter((run) => ended.has(run.status));
      const running = runs.filter((run) => run.status === 'running').length;
      progress({ done: done.length, total: runIds.length, unit: 'executions', message: `${running} running` });
      if (done.length === runIds.length) {
        const bad = done.find((run) => run.status !== 'finished');
        return (
          bad && `failed: the execution ${bad.id} was ${bad.status}${bad.statusReason ? ` (${bad.statusReason})` : ''}`
        );
      }
      await wait(lookMs, undefined, { signal });
    }
  } catch (error) {
    if (signal.aborted) await cancelWithMe(args, runIds);
    throw error;
  }
}

/** A person who cancels the reproduction means its executions too; a worker that stops does not. */
async function cancelWithMe({ ctx, job }: JobArgs<ReproducePayload>, runIds: string[]): Promise<void> {
  const own = await ctx.db.job.findUnique({ where: { id: job.id }, select: { cancelRequestedAt: true } });
  if (!own?.cancelRequestedAt) return;
  const jobs = await ctx.db.job.findMany({
    where: { runId: { in: runIds }, projectId: ctx.project.id, state: { in: ['queued', 'running'] } },
    select: { id: true },
  });
  for (const { id } of jobs) {
    await cancelJob({ ctx, input: { jobId: id } }).catch((error: unknown) => {
      ctx.log.warn({ error, jobId: id }, 'an execution ended before it could be cancelled');
    });
  }
}
