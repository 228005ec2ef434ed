/** An answer whose whole text is known, kept as it is until somebody wants a web Response of it. */
export interface PlainAnswer {
  status: number;
  /** Lower-case names. Not used any more once `headers` is there. */
  fields: Record<string, string>;
  headers?: Headers;
  text: string;
  full?: Response;
}

const slotKey = Symbol.for('traza.plainAnswers');
const slots = globalThis as typeof globalThis & { [slotKey]?: WeakMap<object, PlainAnswer> };
slots[slotKey] ??= new WeakMap();
const answers = slots[slotKey];

function answerOf(response: object): PlainAnswer {
  const found = answers.get(response);
  if (!found) throw new TypeError('This answer was not made by textResponse.');
  return found;
}

function headersOf(answer: PlainAnswer): Headers {
  answer.headers ??= new Headers(answer.fields);
  return answer.headers;
}

function fullOf(answer: PlainAnswer): Response {
  answer.full ??= new Response(answer.text, { status: answer.status, headers: headersOf(answer) });
  return answer.full;
}

// The front door writes the text to the socket. Making a real Response (its Headers, its stream) and reading it back
// would cost more than the rest of a small answer, so that happens only when something else of it is looked at.
const lazyResponse: object = Object.create(Response.prototype, {
  status: {
    get(this: object) {
      return answerOf(this).status;
    },
  },
  ok: {
    get(this: object) {
      const { status } = answerOf(this);
      return status >= 200 && status < 300;
    },
  },
  headers: {
    get(this: object) {
      return headersOf(answerOf(this));
    },
  },
});

for (const name of Object.getOwnPropertyNames(Response.prototype)) {
  if (Object.hasOwn(lazyResponse, name) || name === 'constructor') continue;
  const isMethod = typeof Object.getOwnPropertyDescriptor(Response.prototype, name)?.value === 'function';
  Object.defineProperty(lazyResponse, name, {
    get(this: object) {
      const full = fullOf(answerOf(this));
      const value: unknown = Reflect.get(full, name, full);
      return isMethod && typeof value === 'function' ? value.bind(full) : value;
    },
  });
}

interface Init {
  status?: number;
  /** Lower-case names. */
  headers?: Record<string, string> | Headers;
}

/** A JSON answer. @throws TypeError for values JSON cannot hold (bigint) */
export function jsonResponse(value: unknown, init: Init = {}): Response {
  return textResponse(JSON.stringify(value), init);
}

/** An answer whose whole text is known; `application/json` unless the headers say otherwise. */
export function textResponse(text: string, { status = 200, headers }: Init = {}): Response {
  const response = Object.create(lazyResponse) as Response;
  const given = headers instanceof Headers ? Object.fromEntries(headers) : headers;
  const answer: PlainAnswer = { status, fields: { 'content-type': 'application/json', ...given }, text };
  // Several cookies are one entry in Headers alone.
  if (headers instanceof Headers && headers.has('set-cookie')) {
    answer.headers = new Headers(headers);
    if (!headers.has('content-type')) answer.headers.set('content-type', 'application/json');
  }
  answers.set(response, answer);
  return response;
}

/** What an answer made here consists of; undefined for any other Response. */
export function plainAnswer(response: Response): PlainAnswer | undefined {
  return answers.get(response);
}

/** One header of any answer, without making Headers for it where that can be avoided. */
export function headerOf(response: Response, name: string): string | null {
  const answer = answers.get(response);
  return answer && !answer.headers ? (answer.fields[name] ?? null) : response.headers.get(name);
}

/** Sets a header (lower-case name) of any answer. @throws TypeError for an immutable Response */
export function setHeader(response: Response, name: string, value: string): void {
  const answer = answers.get(response);
  if (answer && !answer.headers) answer.fields[name] = value;
  else response.headers.set(name, value);
}
