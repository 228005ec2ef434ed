import { z } from 'zod';
import { MlflowError } from './error-code.ts';

/** The number of a model version, which clients send as text. @throws MlflowError in MLflow's own words */
export const modelVersionNumber = z.union([z.string(), z.number()]).transform((version) => {
  const number = /^\d{1,10}$/.test(String(version)) ? Number(version) : Number.NaN;
  if (number < 2 ** 31) return number;
  throw new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `Parameter 'version' must be an integer, got '${String(version).slice(0, 100)}'.`,
  );
});
