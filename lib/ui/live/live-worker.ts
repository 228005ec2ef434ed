// The shared worker: one event stream for each project in use, whatever the number of tabs. A tab says hello with its
// project and the name of a lock it holds; when the lock is free, the tab is gone.

import { type Connection, type ConnectionState, connectEvents } from './event-connection.ts';
import type { LiveMessage, TabMessage } from './messages.ts';

interface Stream {
  ports: Set<MessagePort>;
  connection: Connection;
  state: ConnectionState;
  build: string | undefined;
}

const streams = new Map<string, Stream>();

function openStream(url: string): Stream {
  const ports = new Set<MessagePort>();
  const tell = (message: LiveMessage) => {
    for (const port of ports) port.postMessage(message);
  };
  const stream: Stream = { ports, state: 'connecting', build: undefined, connection: { close() {}, wake() {} } };
  streams.set(url, stream);
  stream.connection = connectEvents(url, {
    state: (state) => {
      stream.state = state;
      tell({ kind: 'state', state });
    },
    change: (change) => tell({ kind: 'change', change }),
    gap: () => tell({ kind: 'gap' }),
    build: (build) => {
      stream.build = build;
      tell({ kind: 'build', build });
    },
  });
  return stream;
}

function leave(url: string, port: MessagePort): void {
  const stream = streams.get(url);
  if (!stream?.ports.delete(port) || stream.ports.size > 0) return;
  stream.connection.close();
  streams.delete(url);
}

function welcome(port: MessagePort): void {
  let url: string | undefined;
  port.onmessage = (event: MessageEvent<TabMessage>) => {
    const message = event.data;
    if (message.kind === 'hello') {
      if (url) leave(url, port);
      url = message.url;
      const stream = streams.get(url) ?? openStream(url);
      stream.ports.add(port);
      const answer: LiveMessage = { kind: 'state', state: stream.state };
      port.postMessage(answer);
      if (stream.build !== undefined) port.postMessage({ kind: 'build', build: stream.build } satisfies LiveMessage);
      const joined = url;
      void navigator.locks.request(message.lock, () => leave(joined, port));
    } else if (message.kind === 'wake') {
      if (url) streams.get(url)?.connection.wake();
    } else if (url) {
      leave(url, port);
      url = undefined;
    }
  };
  port.start();
}

addEventListener('connect', (event) => {
  if (event instanceof MessageEvent) for (const port of event.ports) welcome(port);
});
