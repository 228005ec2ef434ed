import type { Readable } from 'node:stream';

const sources = new WeakMap<Request, Readable>();

/** Lets small bodies be read from the socket's own stream; a web stream around it costs more than the reading. */
export function stateIncoming(request: Request, incoming: Readable): void {
  sources.set(request, incoming);
}

/** The stream to read a request's body from; undefined for a Request that did not come through the front door. */
export function incomingOf(request: Request): Readable | undefined {
  return sources.get(request);
}
