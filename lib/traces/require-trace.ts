import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/** The row of a trace of this project. @throws DomainError NOT_FOUND */
export async function requireTrace(ctx: Ctx, id: string) {
  const trace = await ctx.db.trace.findUnique({ where: { projectId_id: { projectId: ctx.project.id, id } } });
  if (!trace) throw traceNotFound(id);
  return trace;
}

/** The same words wherever a trace is looked for. */
export function traceNotFound(id: string): DomainError {
  return new DomainError('NOT_FOUND', `Trace with ID '${id.slice(0, 128)}' not found.`, {
    fields: [{ path: 'trace_id', message: 'names no trace of this project' }],
  });
}
