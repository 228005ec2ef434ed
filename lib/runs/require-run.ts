import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/** The row of a run of this project, archived ones too. @throws DomainError NOT_FOUND, for runs of other projects too */
export async function requireRun(ctx: Ctx, runId: string) {
  const run = await ctx.db.run.findFirst({ where: { id: runId, projectId: ctx.project.id } });
  if (!run) throw runNotFound(ctx, runId);
  return run;
}

/** A run that a client logs. What a job made is evidence: only its own attempts write it. @throws DomainError NOT_FOUND, CONFLICT */
export async function requireClientRun(ctx: Ctx, runId: string) {
  const run = await requireRun(ctx, runId);
  if (run.kind !== 'external') throw runOfJob(runId);
  return run;
}

/** The same words wherever a run is looked for. */
export function runNotFound(ctx: Pick<Ctx, 'project'>, runId: string): DomainError {
  return new DomainError('NOT_FOUND', `Run with id=${runId.slice(0, 64)} not found in project ${ctx.project.slug}.`, {
    fields: [{ path: 'runId', message: 'names no run of this project' }],
    hint: 'GET /api/v1/runs lists the runs of this project.',
  });
}

/** What a job made takes nothing from clients. */
export function runOfJob(runId: string): DomainError {
  return new DomainError(
    'CONFLICT',
    `Run ${runId} is executed by a job of the platform; only the job writes into it.`,
    {
      fields: [{ path: 'runId', message: 'is not a run that a client logs' }],
      hint: 'Log into a run of your own: POST /api/v1/runs, with this one as parentRunId.',
    },
  );
}

/** An archived run takes nothing until it is restored. */
export function runArchived(runId: string): DomainError {
  return new DomainError('CONFLICT', `The run ${runId} must be in the 'active' state. Current state is deleted.`, {
    fields: [{ path: 'runId', message: 'is archived', code: 'field.archived' }],
    hint: 'Restore it first.',
  });
}
