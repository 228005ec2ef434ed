import { z } from 'zod';
import { SplitRule } from '../../datasets/schema.ts';
import { defineJobKind } from '../job-kind.ts';

/** Payload of a split: the rows and columns of one version that become the next version of another dataset. */
export const SplitPayload = z.strictObject({
  datasetVersionId: z.string().min(1),
  /** Name of the dataset that gets the split. */
  name: z.string().min(1),
  description: z.string().optional(),
  rule: SplitRule,
});
export type SplitPayload = z.infer<typeof SplitPayload>;

export const splitKind = defineJobKind({ kind: 'split', payload: SplitPayload, slots: 1, maxAttempts: 3 });
