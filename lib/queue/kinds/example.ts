import { z } from 'zod';
import { defineJobKind } from '../job-kind.ts';

/** Payload of the example: the whole story on the flights, step by step. */
export const ExamplePayload = z.strictObject({
  /** Passes over the training data; 7 reach the figures of the README, 1 shows the story quickly. */
  epochs: z.number().int().min(1).max(20).default(7),
});
export type ExamplePayload = z.infer<typeof ExamplePayload>;

export const exampleKind = defineJobKind({
  kind: 'example',
  payload: ExamplePayload,
  slots: 0,
  maxAttempts: 5,
  resumes: true,
});
