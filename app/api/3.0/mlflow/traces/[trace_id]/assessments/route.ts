import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { assessmentInput, mlflowAssessment, WireAssessment } from '#lib/mlflow/assessment.ts';
import { MlflowError } from '#lib/mlflow/error-code.ts';
import { createAssessment } from '#lib/traces/create-assessment.ts';

// POST /api/3.0/mlflow/traces/{trace_id}/assessments

export const POST = defineMlflowRoute({
  summary: 'Say what is thought of a trace, or what should have come out',
  auth: 'owner',
  input: z.object({ trace_id: z.string(), assessment: WireAssessment }),
  handler: async ({ ctx, input: { trace_id, assessment: given } }) => {
    const assessment = assessmentInput(given, ctx.now());
    if (!assessment) {
      throw new MlflowError(
        'INVALID_PARAMETER_VALUE',
        "Missing value for required parameter 'assessment.feedback' or 'assessment.expectation'.",
      );
    }
    const made = await createAssessment({ ctx, input: { traceId: trace_id, assessment } });
    return { assessment: mlflowAssessment(made, trace_id) };
  },
});
