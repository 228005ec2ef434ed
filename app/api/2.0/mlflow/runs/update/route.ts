import { z } from 'zod';
import { defineMlflowRoute } from '#lib/http/define-mlflow-route.ts';
import { maxTagLength, optionalTextOf } from '#lib/mlflow/names.ts';
import { OptionalStatus, readRunId, runIdFields, serializeRunInfo } from '#lib/mlflow/run.ts';
import { OptionalInt } from '#lib/mlflow/wire.ts';
import { updateRun } from '#lib/runs/update-run.ts';

// POST /api/2.0/mlflow/runs/update: ends a run, renames it, or lets it run again.

export const POST = defineMlflowRoute({
  summary: 'Change the status, the end or the name of a run',
  auth: 'owner',
  input: z.object({
    ...runIdFields,
    status: OptionalStatus,
    end_time: OptionalInt,
    run_name: optionalTextOf('run_name', maxTagLength),
  }),
  handler: async ({ ctx, input }) => {
    const { status, end_time: endedAt, run_name: name } = input;
    const run = await updateRun({ ctx, input: { runId: readRunId(input), status, endedAt, name } });
    return { run_info: serializeRunInfo(run) };
  },
});
