import { z } from 'zod';

// MLflow's clients speak protobuf's JSON: integers of 64 bits as numbers or as strings, NaN and the infinities as
// strings, absent fields left out or null.

const integerText = /^[+-]?\d{1,19}$/;

function toInteger(value: unknown, ctx: z.RefinementCtx): number {
  const number = typeof value === 'string' && integerText.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  ctx.addIssue({
    code: 'custom',
    message: 'must be a whole number between -(2^53 - 1) and 2^53 - 1',
    input: value,
  });
  return z.NEVER;
}

/** A 64-bit integer within JavaScript's safe range, as a number or a string; others are refused, never rounded. */
export const Int = z.unknown().transform((value, ctx) => toInteger(value, ctx));

/** The same where the field may be missing or null. */
export const OptionalInt = z
  .unknown()
  .optional()
  .transform((value, ctx) => (value === undefined || value === null ? undefined : toInteger(value, ctx)));

const named = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);
const doubleText = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The float64 a client sent: a number, a boolean, or a string ("NaN", "-Infinity", "2.5"); undefined for anything else. */
export function readDouble(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return undefined;
  return named.get(value) ?? (doubleText.test(value) ? Number(value) : undefined);
}

/** A float64 as the wire carries it. */
export function writeDouble(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** A boolean, also as the text "true" or "False" of a query. */
export const Bool = z.unknown().transform((value, ctx) => {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  ctx.addIssue({ code: 'custom', message: 'must be true or false', input: value });
  return z.NEVER;
});

/** A text that may be missing or null; protobuf does not tell absent from empty, so '' is kept as it is. */
export const OptionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/** A repeated field: missing and null are no items. In a query one value stands for a list of one. */
export function repeated<S extends z.ZodType>(item: S) {
  return z.preprocess((value) => {
    if (value === undefined || value === null) return [];
    return !Array.isArray(value) && item.safeParse(value).success ? [value] : value;
  }, z.array(item));
}
