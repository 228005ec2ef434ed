import { createServer } from 'node:http';
import pino from 'pino';
import { createDoor, type DoorSettings } from '../door/create-door.ts';
import { makeRouteTable, type RouteEntry } from '../route-table.ts';

export interface TestDoor {
  url: string;
  port: number;
  close: () => Promise<void>;
}

/** A real server on a free port whose door knows the given routes; pages answer "page <url>". */
export async function openTestDoor(entries: RouteEntry[], settings: Partial<DoorSettings> = {}): Promise<TestDoor> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const open = createDoor({
    table: makeRouteTable(entries),
    settings: { host: '127.0.0.1', allowedHosts: [], token: undefined, port: 3000, dev: false, ...settings },
    pages: async (incoming, outgoing) => {
      outgoing.end(`page ${incoming.url}`);
    },
    log: pino({ level: 'silent' }),
  });
  server.on('request', (incoming, outgoing) => void open(incoming, outgoing));
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
