import type { IncomingMessage, ServerResponse } from 'node:http';
import { toWebStream } from '../to-web-stream.ts';

interface Parts {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  method: string;
  url: string;
  headers?: Headers;
  extraHeaders: Record<string, string>;
  abort?: AbortController;
  full?: Request;
}

const parts = new WeakMap<object, Parts>();

function partsOf(request: object): Parts {
  const found = parts.get(request);
  if (!found) throw new TypeError('This is not a request of our front door.');
  return found;
}

function headersOf(own: Parts): Headers {
  if (own.headers) return own.headers;
  const headers = new Headers();
  const raw = own.incoming.rawHeaders;
  for (let index = 0; index + 1 < raw.length; index += 2) headers.append(raw[index] ?? '', raw[index + 1] ?? '');
  for (const [name, value] of Object.entries(own.extraHeaders)) headers.set(name, value);
  own.headers = headers;
  return headers;
}

function signalOf(own: Parts): AbortSignal {
  if (!own.abort) {
    const abort = new AbortController();
    own.abort = abort;
    const gone = () => {
      if (!own.outgoing.writableFinished) abort.abort(new DOMException('The client went away.', 'AbortError'));
    };
    if (own.outgoing.closed) gone();
    else own.outgoing.once('close', gone);
  }
  return own.abort.signal;
}

function hasBody(incoming: IncomingMessage, method: string): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  const length = incoming.headers['content-length'];
  return incoming.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

function fullOf(own: Parts): Request {
  if (!own.full) {
    const body = hasBody(own.incoming, own.method) ? toWebStream(own.incoming) : null;
    const init: RequestInit & { duplex: 'half' } = {
      method: own.method,
      headers: headersOf(own),
      body,
      signal: signalOf(own),
      duplex: 'half',
    };
    own.full = new Request(own.url, init);
  }
  return own.full;
}

/**
 * A Request whose expensive parts (headers, streams, abort signal, the real Request behind it) are made when they are
 * first looked at: a small JSON call needs few of them, and this doubles the requests a second.
 */
const lazyRequest: object = Object.create(Request.prototype, {
  method: {
    get(this: object) {
      return partsOf(this).method;
    },
  },
  url: {
    get(this: object) {
      return partsOf(this).url;
    },
  },
  headers: {
    get(this: object) {
      return headersOf(partsOf(this));
    },
  },
  signal: {
    get(this: object) {
      return signalOf(partsOf(this));
    },
  },
});

for (const name of Object.getOwnPropertyNames(Request.prototype)) {
  if (Object.hasOwn(lazyRequest, name) || name === 'constructor') continue;
  const isMethod = typeof Object.getOwnPropertyDescriptor(Request.prototype, name)?.value === 'function';
  Object.defineProperty(lazyRequest, name, {
    get(this: object) {
      const full = fullOf(partsOf(this));
      const value: unknown = Reflect.get(full, name, full);
      return isMethod && typeof value === 'function' ? value.bind(full) : value;
    },
  });
}

/** The web Request of a Node request. `url` is absolute; `extraHeaders` replace what the client sent. */
export function nodeRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  args: { method: string; url: string; extraHeaders?: Record<string, string> },
): Request {
  const request = Object.create(lazyRequest) as Request;
  parts.set(request, { incoming, outgoing, method: args.method, url: args.url, extraHeaders: args.extraHeaders ?? {} });
  return request;
}
