import { z } from 'zod';
import { textUpTo } from '../text-length.ts';

/** Names of metrics, params and tags: as MLflow's clients send them, without characters nobody can see. */
export const Key = textUpTo(250)
  .min(1, 'must not be empty')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not hold control characters');

export const maxParamLength = 6_000;
export const maxTagLength = 8_000;

export const ParamValues = z.record(Key, textUpTo(maxParamLength));
export const TagValue = textUpTo(maxTagLength);
export const TagValues = z.record(Key, TagValue);
