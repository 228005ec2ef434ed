import { z } from 'zod';

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
export const TagValue = z.string().max(maxTagLength, `must have at most ${maxTagLength} characters`);
export const TagValues = z.record(Key, TagValue);
