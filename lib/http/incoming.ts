import type { IncomingMessage } from 'node:http';

const sources = new WeakMap<Request, IncomingMessage>();

/** The front door says which Node request a web Request stands for: what is read from it directly costs less. */
export function stateIncoming(request: Request, incoming: IncomingMessage): void {
  sources.set(request, incoming);
}

/** The stream to read a request's body from; undefined for a Request that did not come through the front door. */
export function incomingOf(request: Request): IncomingMessage | undefined {
  return sources.get(request);
}

/** One header as the client sent it (lower-case name), without making Headers of them all. */
export function requestHeader(request: Request, name: string): string | null {
  const incoming = sources.get(request);
  if (!incoming) return request.headers.get(name);
  const value = incoming.headers[name];
  return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
}
