import { z } from 'zod';

/** The number of a model version, which clients send as text. */
export const modelVersionNumber = z
  .union([z.string(), z.number()])
  .transform((value) => Number(value))
  .refine((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 31, 'must be an integer');
