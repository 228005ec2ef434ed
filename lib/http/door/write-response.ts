import type { ServerResponse } from 'node:http';
import { plainAnswer } from '../json-response.ts';

function room(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done);
      outgoing.off('close', done);
      resolve();
    };
    outgoing.once('drain', done);
    outgoing.once('close', done);
  });
}

async function pump(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const cancel = () => void reader.cancel(new DOMException('The client went away.', 'AbortError')).catch(() => {});
  outgoing.once('close', cancel);
  try {
    outgoing.flushHeaders();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || outgoing.destroyed) break;
      if (!outgoing.write(value)) await room(outgoing);
    }
    outgoing.end();
  } catch (error) {
    // The status is out already: an answer cut short is the only way left to say that it failed.
    outgoing.destroy();
    throw error;
  } finally {
    outgoing.off('close', cancel);
    reader.releaseLock();
  }
}

/** A short text leaves in one piece with its headers; to count and to write the bytes of a long one are two passes. */
function bodyOf(text: string): string | Buffer {
  return text.length < 16_384 ? text : Buffer.from(text);
}

/**
 * Writes a web Response to the socket, at the pace at which the other end reads.
 * @param always headers that every answer carries; the response's own win
 */
export async function writeResponse(
  response: Response,
  outgoing: ServerResponse,
  args: { head: boolean; always: Record<string, string> },
): Promise<void> {
  const plain = plainAnswer(response);
  const headers: Record<string, string | string[]> = { ...args.always };
  if (plain && !plain.headers) Object.assign(headers, plain.fields);
  else {
    for (const [name, value] of response.headers) headers[name] = value;
    const cookies = response.headers.getSetCookie();
    if (cookies.length > 0) headers['set-cookie'] = cookies;
  }
  const body = plain && bodyOf(plain.text);
  if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
  else if (!response.body && response.status !== 204 && response.status !== 304) headers['content-length'] ??= '0';
  outgoing.writeHead(response.status, headers);
  if (body !== undefined) outgoing.end(args.head ? undefined : body);
  else if (!response.body) outgoing.end();
  else if (args.head) {
    await response.body.cancel();
    outgoing.end();
  } else await pump(response.body, outgoing);
}
