import type { Ctx } from '../context.ts';
import { assessmentNotFound } from './create-assessment.ts';
import { requireTrace } from './require-trace.ts';

/** The row of an assessment of a trace of this project. @throws DomainError NOT_FOUND */
export async function requireAssessment(ctx: Ctx, traceId: string, id: string) {
  const { key: traceKey } = await requireTrace(ctx, traceId);
  const assessment = await ctx.db.traceAssessment.findFirst({ where: { id, traceKey } });
  if (!assessment) throw assessmentNotFound(id, traceId);
  return assessment;
}

export type LoadedAssessment = Awaited<ReturnType<typeof requireAssessment>>;
