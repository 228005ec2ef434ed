import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { runStatement } from '../db/statement.ts';
import { readJobError } from '../queue/serialize-job.ts';
import { workerNames } from '../queue/worker-names.ts';
import { noteTag, runNameTag } from '../tags/known-tags.ts';
import { requireRun } from './require-run.ts';
import type { RunEvent } from './schema.ts';
import { auditOfRun } from './sql/audit-of-run.ts';
import { whoRan } from './who-ran.ts';

type Audit = { actor: string; action: string; detail: unknown; at: Date };

const kinds: Record<string, RunEvent['kind']> = {
  'run.archive': 'archived',
  'run.restore': 'restored',
  'run.tag': 'tagged',
  'run.untag': 'untagged',
  'run.reproduce': 'reproduction',
  'job.cancel': 'cancel-asked',
  'job.retry': 'retried',
};
/** Tags that are shown as what they are. */
const ofTags: Record<string, RunEvent['kind']> = { [runNameTag]: 'renamed', [noteTag]: 'noted' };
const Key = z.object({ key: z.string() });

/**
 * What happened to a run, oldest first: read from the run, its job's attempts, its recipes, the models made of it, and
 * what was written down of people's deeds. Nothing is kept for it twice.
 * @throws DomainError NOT_FOUND
 */
export async function listEvents({ ctx, input }: { ctx: Ctx; input: { runId: string } }): Promise<RunEvent[]> {
  const run = await requireRun(ctx, input.runId);
  const [job, recipes, versions] = await Promise.all([
    ctx.db.job.findFirst({ where: { runId: run.id }, include: { attempts: { orderBy: { number: 'asc' } } } }),
    ctx.db.runRecipe.findMany({ where: { runId: run.id }, orderBy: { revision: 'asc' } }),
    ctx.db.modelVersion.findMany({
      where: { runId: run.id, projectId: ctx.project.id, deletedAt: null },
      select: { number: true, createdAt: true, model: { select: { name: true } } },
    }),
  ]);
  const statement = auditOfRun({
    projectId: ctx.project.id,
    runId: run.id,
    jobId: job?.id ?? null,
    since: run.createdAt,
  });
  const audits = await runStatement<Audit>(ctx.db, statement);
  const who = whoRan(run);
  const events = [
    event(run.createdAt, job ? 'queued' : 'created', who),
    run.startedAt && !job ? event(run.startedAt, 'started', who) : undefined,
    ...(job ? await ofAttempts(ctx, job.attempts) : []),
    run.endedAt
      ? event(run.endedAt, 'ended', null, {
          status: run.status,
          ...(run.statusReason ? { reason: run.statusReason } : {}),
        })
      : undefined,
    ...recipes.map((one) =>
      event(one.createdAt, 'sealed', null, { revision: String(one.revision), digest: one.digest }),
    ),
    ...versions.map(({ number, createdAt, model }) =>
      event(createdAt, 'registered', null, { name: model.name, version: String(number) }),
    ),
    ...audits.map(({ actor, action, detail, at }) => {
      const facts = Key.safeParse(detail).data;
      const kind = (facts && action === 'run.tag' && ofTags[facts.key]) || kinds[action];
      return kind && event(new Date(at), kind, actor, facts);
    }),
  ].filter((one) => one !== undefined);
  return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

async function ofAttempts(
  ctx: Ctx,
  attempts: {
    number: number;
    workerId: string;
    outcome: string;
    error: unknown;
    startedAt: Date;
    endedAt: Date | null;
  }[],
): Promise<RunEvent[]> {
  const names = await workerNames(
    ctx,
    attempts.map((attempt) => attempt.workerId),
  );
  return attempts.flatMap(({ number, workerId, outcome, error, startedAt, endedAt }) => {
    const worker = names.get(workerId) ?? workerId;
    const facts = { attempt: String(number) };
    const message = readJobError(error)?.message;
    return [
      event(startedAt, 'attempt-started', worker, facts),
      ...(endedAt
        ? [event(endedAt, 'attempt-ended', worker, { ...facts, outcome, ...(message ? { reason: message } : {}) })]
        : []),
    ];
  });
}

function event(at: Date, kind: RunEvent['kind'], by: string | null, facts: Record<string, string> = {}): RunEvent {
  return { at: at.toISOString(), kind, by, facts };
}
