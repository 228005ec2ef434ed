import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { assessmentChange, mlflowAssessment, WireAssessment } from '#lib/mlflow/assessment.ts';
import { deleteAssessment } from '#lib/traces/delete-assessment.ts';
import { requireAssessment } from '#lib/traces/require-assessment.ts';
import { updateAssessment } from '#lib/traces/update-assessment.ts';

// GET, PATCH, DELETE /api/3.0/mlflow/traces/{trace_id}/assessments/{assessment_id}: PATCH changes what update_mask names.

const params = { trace_id: z.string(), assessment_id: z.string() };

export const GET = defineMlflowRoute({
  summary: 'One assessment of a trace',
  auth: 'owner',
  input: z.object(params),
  handler: async ({ ctx, input: { trace_id, assessment_id } }) => ({
    assessment: mlflowAssessment(await requireAssessment(ctx, trace_id, assessment_id), trace_id),
  }),
});

export const PATCH = defineMlflowRoute({
  summary: 'Change an assessment of a trace',
  auth: 'owner',
  input: z.object({ ...params, assessment: WireAssessment, update_mask: z.string() }),
  handler: async ({ ctx, input: { trace_id, assessment_id, assessment, update_mask } }) => {
    const change = assessmentChange(assessment, update_mask);
    const changed = await updateAssessment({ ctx, input: { traceId: trace_id, id: assessment_id, change } });
    return { assessment: mlflowAssessment(changed, trace_id) };
  },
});

export const DELETE = defineMlflowRoute({
  summary: 'Remove an assessment of a trace',
  auth: 'owner',
  input: z.object(params),
  handler: async ({ ctx, input: { trace_id, assessment_id } }) => {
    await deleteAssessment({ ctx, input: { traceId: trace_id, id: assessment_id } });
    return undefined;
  },
});
