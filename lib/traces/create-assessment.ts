import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { newId } from '../ids.ts';
import { requireTrace } from './require-trace.ts';
import type { AssessmentInput } from './schema.ts';

/** Adds an assessment to a trace; one that it overrides stays and is not valid any more. @throws DomainError NOT_FOUND */
export async function createAssessment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { traceId: string; assessment: AssessmentInput };
}) {
  const { error, ...rest } = input.assessment;
  return withTransaction(ctx, async (tx) => {
    const { key: traceKey } = await requireTrace(tx, input.traceId);
    if (rest.overrides !== null) {
      const { count } = await tx.db.traceAssessment.updateMany({
        where: { traceKey, id: rest.overrides },
        data: { valid: false },
      });
      if (count === 0) throw assessmentNotFound(rest.overrides, input.traceId);
    }
    return tx.db.traceAssessment.create({
      data: { ...rest, ...(error ? { error } : {}), id: `a-${newId(ctx.now())}`, traceKey },
    });
  });
}

/** The same words wherever an assessment is looked for. */
export function assessmentNotFound(id: string, traceId: string): DomainError {
  return new DomainError(
    'NOT_FOUND',
    `Assessment with ID '${id.slice(0, 128)}' not found for trace '${traceId.slice(0, 128)}'`,
    { fields: [{ path: 'assessment_id', message: 'names no assessment of this trace' }] },
  );
}
