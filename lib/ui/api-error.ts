import { text } from './text/text.ts';

interface FieldProblem {
  path: string;
  message: string;
  code?: string;
  values?: Record<string, string | number>;
}

/** A refusal of the API, as the page shows it: code, message, what to do next, bad fields, request id. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly hint: string | undefined;
  /** What the server said, where the message says it in the reader's language and more briefly. */
  readonly detail: string | undefined;
  readonly fields: FieldProblem[];
  readonly requestId: string | undefined;

  constructor(
    message: string,
    more: {
      code: string;
      status: number;
      hint?: string;
      detail?: string;
      fields?: FieldProblem[];
      requestId?: string;
      cause?: unknown;
    },
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'ApiError';
    this.code = more.code;
    this.status = more.status;
    this.hint = more.hint;
    this.detail = more.detail;
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
  requestId?: string | undefined;
}): ApiError {
  const problem = parseObject(body);
  const word = (name: string) => (typeof problem[name] === 'string' ? problem[name] : undefined);
  const code = word('code');
  if (code === undefined) return new ApiError(text.error.badAnswer(status), { code: 'INTERNAL', status, requestId });
  const given = Array.isArray(problem.fields) ? problem.fields.filter(isFieldProblem) : [];
  const detail = word('detail') ?? word('title') ?? text.error.badAnswer(status);
  const fields = given.map((field) => ({ ...field, message: text.problems.field(field) ?? field.message }));
  const whole = given.map((field) => text.problems.fault(field)).find((sentence) => sentence !== undefined);
  const translated = given.length > 0 && given.every((field) => text.problems.field(field) !== undefined);
  const said = translated ? fields.map((field) => `${field.path} ${field.message}`.trim()).join('; ') : undefined;
  const own = whole ?? text.problems.sentence({ code, fields: fields.map((field) => field.path), detail, said });
  return new ApiError(own ?? detail, {
    code,
    status,
    hint: word('hint'),
    detail: own === undefined || whole !== undefined || own.includes(said ?? detail) ? undefined : detail,
    fields,
    requestId: word('requestId') ?? requestId,
  });
}

// By hand and not by a schema: this is in every page, and a schema library would be its largest part.
function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    'message' in value &&
    typeof value.path === 'string' &&
    typeof value.message === 'string' &&
    (!('code' in value) || typeof value.code === 'string')
  );
}
