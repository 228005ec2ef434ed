import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { env } from '../env.ts';
import { DomainError } from '../errors.ts';
import type { Prisma as PrismaTypes } from './generated/client.ts';
import { PrismaClient } from './generated/client.ts';

export { Prisma } from './generated/client.ts';

export type Db = PrismaClient;
export type DbTransaction = PrismaTypes.TransactionClient;

interface Slot {
  url: string;
  pool: Pool;
  statements: Pool;
  searches: Pool;
  prisma: Db;
}

// The front door, Next's pages and its routes each load their own copy of this module; the pool must exist once.
const slotKey = Symbol.for('traza.db');
const slots = globalThis as typeof globalThis & { [slotKey]?: Slot };

function openPool(url: string, options: { poolSize?: number }): Pool {
  const pool = new Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    // An idle connection costs the server 5 to 10 MB.
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'traza',
    keepAlive: true,
    // Statements of a transaction go out without waiting for the answers before them: 1.5 times as many transactions of
    // five statements a second.
    pipeline: true,
  });
  // An idle connection that breaks (the server restarts) must not end the process; the next query opens a new one.
  pool.on('error', () => {});
  // Nor one that breaks between two statements of a transaction; the next statement on it fails.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/**
 * A pool for statements that are prepared under a name. PostgreSQL plans them once for each connection; left to itself it
 * plans those that take arrays anew at each call, half a millisecond, as much as the rest of a small write.
 */
function openStatementPool(url: string, options: { poolSize?: number }): Pool {
  const pool = openPool(url, options);
  pool.on('connect', (client) => {
    client.query('SET plan_cache_mode = force_generic_plan').catch(() => {});
  });
  return pool;
}

/** Makes the planner take an index wherever there is one, for this connection or (local) for this transaction. */
export function planAlongIndexes({ local }: { local: boolean }): string {
  const avoided = ['enable_sort', 'enable_bitmapscan', 'enable_seqscan'];
  return avoided.map((name) => `set_config('${name}', 'off', ${local})`).join(', ');
}

/**
 * A pool for statements that are prepared too, but whose texts depend on what a request asks: they must be planned well
 * without knowing values. Told to avoid them, PostgreSQL reads no rows that a LIMIT above them would have left out, as
 * sorts and bitmaps do; it takes them where nothing else is possible.
 */
function openSearchPool(url: string, options: { poolSize?: number }): Pool {
  const pool = openPool(url, options);
  pool.on('connect', (client) => {
    client
      .query(`SELECT set_config('plan_cache_mode', 'force_generic_plan', false), ${planAlongIndexes({ local: false })}`)
      .catch(() => {});
  });
  return pool;
}

/**
 * A Prisma client on a pool of its own, apart from the process-wide one.
 * The caller ends it: `await db.$disconnect(); await pool.end()`.
 */
export function openDb(url: string, options: { poolSize?: number } = {}): { db: Db; pool: Pool } {
  const pool = openPool(url, options);
  return { db: new PrismaClient({ adapter: new PrismaPg(pool, { schema: 'traza' }) }), pool };
}

/** Opens the pool of this process. Called once by entry points and tests; a second call with another URL is a bug. */
export function connectDb(url: string, options: { poolSize?: number } = {}): Db {
  const open = slots[slotKey];
  if (open) {
    if (open.url !== url) throw new Error('This process is connected to another database already.');
    return open.prisma;
  }
  const { db: prisma, pool } = openDb(url, options);
  slots[slotKey] = {
    url,
    pool,
    prisma,
    statements: openStatementPool(url, options),
    searches: openSearchPool(url, options),
  };
  return prisma;
}

function requireSlot(): Slot {
  if (!slots[slotKey]) {
    const url = env().databaseUrl;
    if (!url) {
      throw new DomainError('UNAVAILABLE', 'DATABASE_URL is not set in this process.', {
        hint: 'npm start sets it to the embedded database; a process started alone needs it in its environment.',
      });
    }
    connectDb(url);
  }
  const open = slots[slotKey];
  if (!open) throw new Error('connectDb left no connection.');
  return open;
}

/** The Prisma client of this process; without connectDb() it connects to DATABASE_URL on first use. */
export function db(): Db {
  return requireSlot().prisma;
}

/** The pool below it, for LISTEN, COPY and streams. */
export function pool(): Pool {
  return requireSlot().pool;
}

/** The pool of statements that are prepared under a name, see runStatement. */
export function statementPool(): Pool {
  return requireSlot().statements;
}

/** The pool of searches, see runSearch. */
export function searchPool(): Pool {
  return requireSlot().searches;
}

/** Closes the pools; the process may then end. */
export async function disconnectDb(): Promise<void> {
  const open = slots[slotKey];
  if (!open) return;
  delete slots[slotKey];
  await open.prisma.$disconnect();
  for (const one of [open.pool, open.statements, open.searches]) if (!one.ended) await one.end();
}
