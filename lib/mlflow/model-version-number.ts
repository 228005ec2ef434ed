import { z } from 'zod';

/** The number of a model version, which clients send as text. */
export const modelVersionNumber = z
  .union([z.string().regex(/^\d{1,10}$/, 'must be an integer'), z.number().int().min(0)])
  .transform(Number)
  .refine((value) => value < 2 ** 31, 'must be an integer below 2^31');
