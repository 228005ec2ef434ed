import { connect, type Socket } from 'node:net';
import { type Answer, mayBeWhole, parseAnswer } from './parse-answer.ts';

/** How a caller reaches a server: one connection for all its calls, or a new one for each. */
export type Connections = 'keep-alive' | 'fresh';

export interface Target {
  url: string;
  connections: Connections;
}

export interface RequestOf {
  method: string;
  path: string;
  /** JSON text, or nothing. */
  body?: string;
  headers?: Record<string, string>;
}

/** The bytes of a request, made before the clock runs: head and body in one piece, so that they leave in one write. */
export function requestBytes({ url, connections }: Target, { method, path, body, headers = {} }: RequestOf): Buffer {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${new URL(url).host}`,
    'user-agent: mlflow-python-client/3.17.2',
    ...Object.entries({ accept: '*/*', ...headers }).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]),
    ...(connections === 'fresh' ? ['connection: close'] : []),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
}

/**
 * One client of a load: sends one request at a time and reads its answer whole. Written on the bare socket: load and
 * server share the same few cores, and a general HTTP client would take a third of them for itself.
 */
export class HttpCaller {
  readonly #target: Target;
  #socket: Socket | undefined;
  #received: Buffer[] = [];
  #size = 0;
  #waiting: PromiseWithResolvers<Answer> | undefined;

  constructor(target: Target) {
    this.#target = target;
  }

  call(request: Buffer): Promise<Answer> {
    if (this.#waiting) throw new Error('A caller makes one call at a time.');
    this.#waiting = Promise.withResolvers();
    this.#socket ??= this.#open();
    this.#socket.write(request);
    return this.#waiting.promise;
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #open(): Socket {
    const { hostname, port } = new URL(this.#target.url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#settle(error));
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#settle(new Error('The server closed the connection before it had answered.'));
    });
    return socket;
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#size += chunk.length;
    const [head = chunk] = this.#received;
    if (!mayBeWhole({ head, last: chunk, size: this.#size })) return;
    const bytes = this.#received.length === 1 ? chunk : Buffer.concat(this.#received);
    try {
      const parsed = parseAnswer(bytes);
      if (!parsed) return;
      if (!parsed.keepsOpen || this.#target.connections === 'fresh') this.close();
      this.#settle(parsed.answer);
    } catch (error) {
      this.#settle(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #settle(outcome: Answer | Error): void {
    this.#received = [];
    this.#size = 0;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (outcome instanceof Error) {
      this.close();
      waiting?.reject(outcome);
    } else waiting?.resolve(outcome);
  }
}
