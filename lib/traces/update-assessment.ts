import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireAssessment } from './require-assessment.ts';
import type { AssessmentChange } from './schema.ts';

/** Changes what is given of an assessment; metadata is merged. @throws DomainError NOT_FOUND, INVALID_INPUT (another kind) */
export async function updateAssessment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { traceId: string; id: string; change: AssessmentChange };
}) {
  const { name, rationale, metadata, value } = input.change;
  return withTransaction(ctx, async (tx) => {
    const before = await requireAssessment(tx, input.traceId, input.id);
    if (value && value.kind !== before.kind) {
      throw new DomainError(
        'INVALID_INPUT',
        `Cannot update ${value.kind} value on a${before.kind === 'feedback' ? ' Feedback' : 'n Expectation'} assessment.`,
        {
          fields: [{ path: 'assessment', message: `is a ${before.kind}` }],
        },
      );
    }
    const known = typeof before.metadata === 'object' && before.metadata !== null ? before.metadata : {};
    return tx.db.traceAssessment.update({
      where: { id: before.id },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(rationale === undefined ? {} : { rationale }),
        ...(metadata === undefined ? {} : { metadata: { ...Object.fromEntries(Object.entries(known)), ...metadata } }),
        ...(value === undefined ? {} : { value: value.value, ...(value.error ? { error: value.error } : {}) }),
        updatedAt: ctx.now(),
      },
    });
  });
}
