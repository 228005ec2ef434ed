import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/** The row of a run of this project. @throws DomainError NOT_FOUND, for runs of other projects too */
export async function requireRun(ctx: Ctx, runId: string) {
  const run = await ctx.db.run.findFirst({ where: { id: runId, projectId: ctx.project.id } });
  if (!run) throw runNotFound(ctx, runId);
  return run;
}

/** The same words wherever a run is looked for. */
export function runNotFound(ctx: Pick<Ctx, 'project'>, runId: string): DomainError {
  return new DomainError('NOT_FOUND', `Run ${runId.slice(0, 64)} does not exist in project ${ctx.project.slug}.`, {
    fields: [{ path: 'runId', message: 'names no run of this project' }],
    hint: 'GET /api/v1/runs lists the runs of this project.',
  });
}
