import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { connectDb, disconnectDb } from '#lib/db/client.ts';
import { env } from '#lib/env.ts';
import { DomainError } from '#lib/errors.ts';
import { flushAnnouncements } from '#lib/events/announce.ts';
import { closeEventHub } from '#lib/events/listen.ts';
import { checkHost, checkOrigin } from '#lib/http/door/check-origin.ts';
import { createDoor, type DoorSettings } from '#lib/http/door/create-door.ts';
import { metrics } from '#lib/http/metrics.ts';
import type { Pages } from '#lib/http/next-pages.ts';
import { setPagesReady } from '#lib/http/readiness.ts';
import { forgetHere } from '#lib/http/request-context.ts';
import { makeRouteTable, publishRouteTable, scanRoutes } from '#lib/http/route-table.ts';
import { joinGroup } from '#lib/http/web-group.ts';
import { log } from '#lib/log.ts';
import { flushHeard } from '#lib/runs/heard.ts';
import { listen } from './listen.ts';
import { projectRoot } from './project-root.ts';
import { sweepHourly } from './sweep-hourly.ts';

/** What requests in flight get to finish when the process is asked to stop. */
const graceMs = 8_000;

export interface WebProcess {
  /** The port it listens on. */
  port: number;
  /** Ends event streams, lets requests finish within eight seconds, closes everything. */
  stop: () => Promise<void>;
}

/** Connections of each of a process's three pools; all web processes together have fifty or so. */
function poolSizeOf(processes: number): number {
  return processes === 1 ? 10 : Math.floor(16 / processes);
}

/** Waits until no request is in flight, at most `graceMs`. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(deadline);
}

/** Starts the web process: routes first, then the pages. Resolves when the port is open; pages may still be starting. */
export async function startWeb({
  dev,
  pages: withPages = true,
}: {
  dev: boolean;
  pages?: boolean;
}): Promise<WebProcess> {
  const settings = env();
  if (settings.databaseUrl) connectDb(settings.databaseUrl, { poolSize: poolSizeOf(settings.webProcesses) });
  const table = makeRouteTable(await scanRoutes(path.join(projectRoot, 'app')));
  publishRouteTable(table);
  const door: DoorSettings = { ...settings, dev };
  const server = createServer({
    requestTimeout: 0,
    headersTimeout: 60_000,
    keepAliveTimeout: 75_000,
    // A link to 500 runs is 12 KB, and a page that leads on to another sends its own address along.
    maxHeaderSize: 64 * 1024,
  });
  // No bytes for this long, either way, ends a connection; uploads may take as long as they like while they move.
  server.setTimeout(300_000);
  setPagesReady(!withPages);
  let starting: Promise<Pages> | undefined;
  const pages = (): Promise<Pages> => {
    if (!starting) throw new DomainError('NOT_FOUND', 'This process answers the API only.');
    return starting;
  };
  const open = createDoor({
    table,
    settings: door,
    pages: async (incoming, outgoing) => (await pages()).draw(incoming, outgoing),
    log: log(),
  });
  let stopping = false;
  const inFlight = new Set<ServerResponse>();
  server.on('request', (incoming, outgoing) => {
    inFlight.add(outgoing);
    outgoing.once('close', () => {
      inFlight.delete(outgoing);
      // A connection kept alive by an answer that was under way would hold the closing server open.
      if (stopping) server.closeIdleConnections();
    });
    if (stopping) outgoing.setHeader('connection', 'close');
    void open(incoming, outgoing);
  });
  // `next dev` reloads pages through a socket, for which Next adds its own listener after this one. A socket can be
  // opened from any page, so it is held to the rules of a write.
  server.on('upgrade', (incoming: IncomingMessage, socket) => {
    try {
      checkHost(incoming.headers, door);
      checkOrigin('POST', incoming.headers, door);
    } catch {
      socket.destroy();
    }
  });
  const shared = settings.webProcesses > 1;
  const drawPages = async (port: number) => {
    if (!withPages) return;
    const { startPages } = await import('#lib/http/next-pages.ts');
    starting = startPages({ dir: projectRoot, dev, hostname: settings.host, port, server });
    await starting;
    setPagesReady(true);
  };
  joinGroup({ projectChanged: forgetHere, figures: () => metrics().registry.getMetricsAsJSON() });
  // Beside others that answer, a process takes no connection before it can draw pages.
  if (shared) await drawPages(settings.port);
  const port = await listen(server, settings.host, settings.port, shared);
  if (!shared) await drawPages(port);
  const endSweeps = sweepHourly(settings.webPlace);
  async function close(): Promise<void> {
    stopping = true;
    endSweeps();
    // Event streams never end by themselves and would hold the server open.
    await closeEventHub();
    for (const outgoing of inFlight) if (!outgoing.headersSent) outgoing.setHeader('connection', 'close');
    await closeServer(server);
    await (await starting)?.close();
    await flushHeard().catch(() => {});
    await flushAnnouncements().catch(() => {});
    await disconnectDb();
  }
  let closing: Promise<void> | undefined;
  return {
    port,
    stop() {
      closing ??= close();
      return closing;
    },
  };
}

async function main(): Promise<void> {
  const web = await startWeb({ dev: process.argv.includes('--dev') });
  process.send?.({ type: 'ready', port: web.port });
  log().info({ port: web.port }, 'web listens');
  const stop = () => {
    web.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log().error({ error }, 'web did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // The supervisor is gone: nobody would stop us any more.
  process.once('disconnect', stop);
}

if (import.meta.main) {
  process.title = 'traza web';
  main().catch((error: unknown) => {
    if (error instanceof DomainError) {
      process.send?.({ type: 'failed', message: error.message, hint: error.hint });
      process.stderr.write(`${error.message}${error.hint ? ` ${error.hint}` : ''}\n`);
    } else log().fatal({ error }, 'web could not start');
    process.exit(1);
  });
}
