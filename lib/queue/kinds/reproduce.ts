import { z } from 'zod';
import { defineJobKind } from '../job-kind.ts';

/** Payload of the coordinator that executes a recipe again and compares what came out. */
export const ReproducePayload = z.strictObject({ reproductionId: z.string().min(1) });
export type ReproducePayload = z.infer<typeof ReproducePayload>;

export const reproduceKind = defineJobKind({
  kind: 'reproduce',
  payload: ReproducePayload,
  // It waits for the executions, which take slots of their own.
  slots: 0,
  maxAttempts: 5,
  resumes: true,
});
