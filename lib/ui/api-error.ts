import { z } from 'zod';
import { text } from './text/en.ts';

const problem = z.object({
  code: z.string(),
  title: z.string().optional(),
  detail: z.string().optional(),
  message: z.string().optional(),
  hint: z.string().optional(),
  requestId: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** A refusal of the API, as the page shows it: code, message, what to do next, bad fields, request id. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly hint: string | undefined;
  readonly fields: { path: string; message: string }[];
  readonly requestId: string | undefined;

  constructor(
    message: string,
    more: {
      code: string;
      status: number;
      hint?: string;
      fields?: { path: string; message: string }[];
      requestId?: string;
      cause?: unknown;
    },
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'ApiError';
    this.code = more.code;
    this.status = more.status;
    this.hint = more.hint;
    this.fields = more.fields ?? [];
    this.requestId = more.requestId;
  }

  /** The message for one field of a form. */
  field(path: string): string | undefined {
    return this.fields.find((field) => field.path === path)?.message;
  }
}

/** Reads an answer that is not ok. problem+json is understood; anything else is named by its status. */
export function apiErrorFrom({
  status,
  body,
  requestId,
}: {
  status: number;
  body: string;
  requestId?: string;
}): ApiError {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    parsed = undefined;
  }
  const known = problem.safeParse(parsed);
  if (!known.success) return new ApiError(text.error.badAnswer(status), { code: 'INTERNAL', status, requestId });
  const { data } = known;
  return new ApiError(data.detail ?? data.message ?? data.title ?? text.error.badAnswer(status), {
    code: data.code,
    status,
    hint: data.hint,
    fields: data.fields ?? data.errors,
    requestId: data.requestId ?? requestId,
  });
}
