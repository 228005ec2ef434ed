import { z } from 'zod';

// protobuf's JSON: a Timestamp is RFC 3339 text, a Duration seconds with an s.

/** Milliseconds since 1970 of a Timestamp. */
export const ProtoTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/,
    'must be a time such as 2026-11-27T13:47:34.894Z',
  )
  .transform((text, ctx) => {
    const time = Date.parse(text);
    if (Number.isSafeInteger(time)) return time;
    ctx.addIssue({ code: 'custom', message: 'must be a time that exists', input: text });
    return z.NEVER;
  });

/** Milliseconds of a Duration. */
export const ProtoDuration = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,9})?s$/, 'must be a duration such as 1.645s')
  .transform((text) => Math.round(Number(text.slice(0, -1)) * 1_000));

/** A Timestamp with milliseconds. */
export function protoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** A Duration with milliseconds. */
export function protoDuration(milliseconds: number): string {
  return `${milliseconds / 1_000}s`;
}
