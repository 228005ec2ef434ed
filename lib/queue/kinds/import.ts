import { z } from 'zod';
import { ExampleSource, ImportChoices } from '../../datasets/schema.ts';
import { defineJobKind } from '../job-kind.ts';

/** Payload of an import: which bytes become the next version of which dataset, and how they are read. */
export const ImportPayload = z.strictObject({
  dataset: z.string().min(1),
  description: z.string().optional(),
  source: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('upload'), uploadId: z.string(), fileName: z.string(), digest: z.string() }),
    z.strictObject({ type: z.literal('example'), example: ExampleSource }),
  ]),
  ...ImportChoices.shape,
});
export type ImportPayload = z.infer<typeof ImportPayload>;

export const importKind = defineJobKind({ kind: 'import', payload: ImportPayload, slots: 1, maxAttempts: 3 });
