import type { Readable } from 'node:stream';
import { DomainError } from '../errors.ts';
import { incomingOf, requestHeader } from './incoming.ts';
import { jsonDepth } from './json-depth.ts';
import { jsonErrorPosition } from './json-error-position.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const maxDepth = 64;
const suspicious = /\\u|__proto__/;

function tooLarge(limit: number): DomainError {
  return new DomainError('TOO_LARGE', `The request body is larger than ${limit} bytes, the most this route takes.`);
}

/** How many bytes the body has, as the client says before it sends them; undefined when it does not say. */
export function announcedBytes(request: Request): number | undefined {
  const announced = requestHeader(request, 'content-length');
  return announced === null ? undefined : Number(announced);
}

/** @throws DomainError TOO_LARGE by the announced length, before a byte is read */
function checkAnnounced(request: Request, limit: number): void {
  if ((announcedBytes(request) ?? 0) > limit) throw tooLarge(limit);
}

function collect(incoming: Readable, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const done = (settle: () => void) => {
      incoming.off('data', take).off('end', end).off('error', fail).off('close', gone);
      settle();
    };
    const take = (part: Buffer) => {
      size += part.byteLength;
      // The rest keeps flowing to whoever drains refused bodies; a stopped stream would hide our answer.
      if (size > limit) done(() => reject(tooLarge(limit)));
      else parts.push(part);
    };
    const end = () => done(() => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, size)));
    const fail = (cause: unknown) => done(() => reject(cutOff(cause)));
    const gone = () => done(() => reject(cutOff(undefined)));
    incoming.on('data', take).once('end', end).once('error', fail).once('close', gone);
  });
}

function cutOff(cause: unknown): DomainError {
  return new DomainError('INVALID_INPUT', 'The request ended before its body did.', { cause });
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  checkAnnounced(request, limit);
  const incoming = incomingOf(request);
  if (incoming) return collect(incoming, limit);
  if (!request.body) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body as ReadableStream<Uint8Array>) {
    size += part.byteLength;
    if (size > limit) throw tooLarge(limit);
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

function isJson(contentType: string | null): boolean {
  if (!contentType) return false;
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return type === 'application/json' || /^application\/[a-z0-9.+-]+\+json$/.test(type);
}

function badField(path: string[], message: string): DomainError {
  const name = path.join('.') || 'The body';
  return new DomainError('INVALID_INPUT', `${name} ${message}.`, { fields: [{ path: path.join('.'), message }] });
}

/** @throws DomainError INVALID_INPUT for text that PostgreSQL cannot store or another reader would see differently */
export function checkText(value: string, path: string[]): void {
  if (value.includes('\0')) throw badField(path, 'holds the character NUL, which text cannot hold');
  if (!value.isWellFormed()) throw badField(path, 'holds half a surrogate pair, which is not valid Unicode');
}

function checkTree(value: unknown, path: string[]): void {
  if (typeof value === 'string') checkText(value, path);
  if (typeof value !== 'object' || value === null) return;
  if (path.length >= maxDepth) throw badField(path.slice(0, 4), `is nested deeper than ${maxDepth} levels`);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      if (typeof item === 'object' || typeof item === 'string') {
        path.push(String(index));
        checkTree(item, path);
        path.pop();
      }
    }
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    path.push(key);
    if (key === '__proto__') throw badField(path, 'is not a name a field can have');
    checkText(key, path);
    checkTree(item, path);
    path.pop();
  }
}

function place(text: string, position: number): string {
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  return `line ${line}, column ${position - before.lastIndexOf('\n')}, position ${position}`;
}

/** Parses JSON that came from outside. @throws DomainError INVALID_INPUT with the place of the mistake */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const position = jsonErrorPosition(text);
    const found =
      position >= text.length
        ? 'it ends too early'
        : `${JSON.stringify(text.slice(position, position + 12))} cannot stand there`;
    throw new DomainError('INVALID_INPUT', `The body is not valid JSON at ${place(text, position)}: ${found}.`, {
      cause,
    });
  }
  // Without escapes nothing can hide in the tree: JSON.parse refuses a raw NUL, the decoder half a surrogate pair. The
  // walk over a batch of 1,000 points would cost more than parsing it.
  if (suspicious.test(text) || !text.isWellFormed() || jsonDepth(text) >= maxDepth) checkTree(value, []);
  return value;
}

/**
 * The request's body as JSON, undefined when there is none.
 * @param limit bytes it may have
 * @throws DomainError TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, INVALID_INPUT
 */
export async function readJsonBody(request: Request, limit: number): Promise<unknown> {
  const contentType = requestHeader(request, 'content-type');
  if (contentType !== null && !isJson(contentType)) throw notJson(contentType);
  const bytes = await readBytes(request, limit);
  if (bytes.byteLength === 0) return undefined;
  if (contentType === null) throw notJson(contentType);
  return parseJson(decodeText(bytes));
}

function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new DomainError('INVALID_INPUT', 'The body is not valid UTF-8.', { cause });
  }
}

/**
 * The fields of a request to MLflow's API. Bodies of POST and PUT must be called JSON (a form of another site cannot do
 * that); those of PATCH and DELETE need not. Old clients wrap the object into a JSON string once more.
 * @throws DomainError TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, INVALID_INPUT
 */
export async function readMlflowBody(request: Request, limit: number): Promise<Record<string, unknown>> {
  const contentType = requestHeader(request, 'content-type');
  const checked = request.method === 'POST' || request.method === 'PUT';
  if (checked && !(contentType !== null && isJson(contentType))) throw notJson(contentType);
  const encoding = requestHeader(request, 'content-encoding');
  if (encoding !== null && encoding.toLowerCase() !== 'identity') {
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', 'This route takes bodies that are not compressed.', {
      hint: 'Leave the header content-encoding out.',
    });
  }
  const bytes = await readBytes(request, limit);
  if (bytes.byteLength === 0) return {};
  let value = parseJson(decodeText(bytes));
  if (typeof value === 'string') value = parseJson(value);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new DomainError('INVALID_INPUT', 'The body must be a JSON object.');
}

// The received type is not repeated: an error page that echoes a header is a way in.
function notJson(contentType: string | null): DomainError {
  return new DomainError(
    'UNSUPPORTED_MEDIA_TYPE',
    `This route takes JSON; the request ${contentType === null ? 'does not say what it sends' : 'sends something else'}.`,
    { hint: 'Send the header content-type: application/json.' },
  );
}

/**
 * The request's body piece by piece. Nothing of it is taken before the first piece is asked for, so what is refused before
 * then is still there for whoever drains it. It comes from Node's own stream where there is one, which costs less than a web
 * stream around it.
 * @throws DomainError TOO_LARGE by the announced length; while reading, TOO_LARGE beyond `limit` bytes and INVALID_INPUT
 *   when the client goes away
 */
export function streamBody(request: Request, limit: number | undefined): AsyncIterable<Uint8Array> {
  if (limit === undefined) return piecesOf(request);
  checkAnnounced(request, limit);
  return upTo(limit, piecesOf(request));
}

async function* piecesOf(request: Request): AsyncGenerator<Uint8Array> {
  const incoming = incomingOf(request);
  if (!incoming) {
    if (request.body) yield* request.body as ReadableStream<Uint8Array>;
    return;
  }
  const pieces: AsyncIterable<Buffer> = incoming.iterator({ destroyOnReturn: false });
  try {
    for await (const piece of pieces) yield piece;
  } catch (cause) {
    throw cutOff(cause);
  }
}

async function* upTo(limit: number, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of pieces) {
    size += piece.byteLength;
    if (size > limit) throw tooLarge(limit);
    yield piece;
  }
}
