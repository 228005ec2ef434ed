import type { Pool } from 'pg';
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { pool, searchPool, statementPool } from '../db/client.ts';
import { env } from '../env.ts';
import { eventHub } from '../events/listen.ts';
import { ingestFigures } from '../metrics/ingest-limit.ts';
import { figuresOfOthers } from './web-group.ts';

interface Metrics {
  /** Of this process, under its number where there are several. */
  registry: Registry;
  /** What the database says, the same whichever process asks it. */
  ofAll: Registry;
  requests: Histogram<'method' | 'route' | 'status'>;
  inFlight: Gauge;
  queue: Gauge<'kind' | 'state'>;
  workers: Gauge<'state'>;
  slots: Gauge;
  databaseUp: Gauge;
}

const slotKey = Symbol.for('traza.metrics');
const slots = globalThis as typeof globalThis & { [slotKey]?: Metrics };

function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const ofAll = new Registry();
  const { webProcesses, webPlace } = env();
  if (webProcesses > 1) registry.setDefaultLabels({ process: String(webPlace) });
  // These are looked at when somebody asks for them.
  new Gauge({
    name: 'traza_database_pool_connections',
    help: 'Connections of this process',
    labelNames: ['state'],
    registers,
    collect() {
      const pools = [pool(), statementPool(), searchPool()];
      const sumOf = (count: (one: Pool) => number) => pools.reduce((sum, one) => sum + count(one), 0);
      this.set(
        { state: 'busy' },
        sumOf((one) => one.totalCount - one.idleCount),
      );
      this.set(
        { state: 'idle' },
        sumOf((one) => one.idleCount),
      );
      this.set(
        { state: 'waited_for' },
        sumOf((one) => one.waitingCount),
      );
    },
  });
  new Gauge({
    name: 'traza_event_streams',
    help: 'Browsers listening for changes',
    registers,
    collect() {
      this.set(eventHub().listeners());
    },
  });
  new Gauge({
    name: 'traza_ingest_waiting',
    help: 'Points and bytes of requests that wait to be written; at their limits the answer is 429',
    labelNames: ['what'],
    registers,
    collect() {
      const { waitingPoints, waitingBytes } = ingestFigures();
      this.set({ what: 'points' }, waitingPoints);
      this.set({ what: 'bytes' }, waitingBytes);
    },
  });
  new Counter({
    name: 'traza_ingest_refused_total',
    help: 'Requests that were sent away with 429 because too much was waiting',
    registers,
    collect() {
      this.reset();
      this.inc(ingestFigures().refused);
    },
  });
  return {
    registry,
    ofAll,
    requests: new Histogram({
      name: 'traza_http_request_duration_seconds',
      help: 'Time to the end of the answer, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    inFlight: new Gauge({ name: 'traza_http_requests_in_flight', help: 'Requests being answered', registers }),
    queue: new Gauge({
      name: 'traza_jobs',
      help: 'Jobs by kind and state',
      labelNames: ['kind', 'state'],
      registers: [ofAll],
    }),
    workers: new Gauge({
      name: 'traza_workers',
      help: 'Workers by state; alive means a beat in the last minute',
      labelNames: ['state'],
      registers: [ofAll],
    }),
    slots: new Gauge({ name: 'traza_worker_slots', help: 'Slots of all workers alive', registers: [ofAll] }),
    databaseUp: new Gauge({
      name: 'traza_database_up',
      help: '1 when the database answered this scrape',
      registers: [ofAll],
    }),
  };
}

/** The figures of this process; one set, whatever number of copies of this module there are. */
export function metrics(): Metrics {
  slots[slotKey] ??= makeMetrics();
  return slots[slotKey];
}

async function askDatabase(figures: Metrics): Promise<void> {
  figures.queue.reset();
  figures.workers.reset();
  try {
    const jobs = await pool().query<{ kind: string; state: string; count: string }>(
      'SELECT kind, state, count(*) FROM traza.job GROUP BY kind, state',
    );
    for (const row of jobs.rows) figures.queue.set({ kind: row.kind, state: row.state }, Number(row.count));
    const workers = await pool().query<{ alive: string; gone: string; slots: string }>(
      `SELECT count(*) FILTER (WHERE alive) AS alive, count(*) FILTER (WHERE NOT alive) AS gone,
              coalesce(sum(slots) FILTER (WHERE alive), 0) AS slots
       FROM (SELECT slots, stopped_at IS NULL AND heartbeat_at > now() - interval '1 minute' AS alive FROM traza.worker) AS w`,
    );
    figures.workers.set({ state: 'alive' }, Number(workers.rows[0]?.alive ?? 0));
    figures.workers.set({ state: 'gone' }, Number(workers.rows[0]?.gone ?? 0));
    figures.slots.set(Number(workers.rows[0]?.slots ?? 0));
    figures.databaseUp.set(1);
  } catch {
    figures.databaseUp.set(0);
  }
}

/** Everything in the text format of Prometheus. A database that is down is a figure, not an error. */
export async function collectMetrics(): Promise<{ text: string; contentType: string }> {
  const figures = metrics();
  await askDatabase(figures);
  const own = await figures.registry.getMetricsAsJSON();
  const each = AggregatorRegistry.aggregate([own, ...(await figuresOfOthers())]);
  return {
    text: `${await each.metrics()}\n${await figures.ofAll.metrics()}`,
    contentType: figures.registry.contentType,
  };
}
