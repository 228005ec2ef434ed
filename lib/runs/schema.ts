import { z } from 'zod';

export const runStatuses = ['queued', 'running', 'finished', 'failed', 'canceled'] as const;
export const RunStatus = z.enum(runStatuses);
export type RunStatus = z.infer<typeof RunStatus>;

export const runKinds = [
  'train',
  'evaluate',
  'batch-predict',
  'import',
  'split',
  'reproduce',
  'example',
  'external',
] as const;
export const RunKind = z.enum(runKinds);
export type RunKind = z.infer<typeof RunKind>;

/** Names of metrics, params and tags: as MLflow's clients send them, without characters nobody can see. */
export const Key = z
  .string()
  .min(1, 'must not be empty')
  .max(250, 'must have at most 250 characters')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not hold control characters');

export const maxParamLength = 6_000;
export const maxTagLength = 8_000;

export const ParamValues = z.record(
  Key,
  z.string().max(maxParamLength, `must have at most ${maxParamLength} characters`),
);
export const TagValues = z.record(Key, z.string().max(maxTagLength, `must have at most ${maxTagLength} characters`));

/** A run that a client logs itself; jobs make theirs when they are queued. */
export const CreateRunInput = z.object({
  /** The experiment's number; the project's `Default` when left out. */
  experimentId: z.number().int().positive().optional(),
  name: z.string().trim().min(1).max(250).optional(),
  params: ParamValues.optional(),
  tags: TagValues.optional(),
  parentRunId: z.string().optional(),
  /** Milliseconds since 1970. */
  startedAt: z.number().int().min(0).optional(),
});
export type CreateRunInput = z.infer<typeof CreateRunInput>;
