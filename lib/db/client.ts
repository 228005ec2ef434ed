import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from '../env.ts';
import { DomainError } from '../errors.ts';
import type { Prisma as PrismaTypes } from './generated/client.ts';
import { PrismaClient } from './generated/client.ts';

export { Prisma } from './generated/client.ts';

export type Db = PrismaClient;
export type DbTransaction = PrismaTypes.TransactionClient;

interface OpenDb {
  db: Db;
  pool: pg.Pool;
}

// Next bundles its own copies of this module, so a module variable would open one pool per copy.
const slotKey = Symbol.for('traza.db');
const globals = globalThis as typeof globalThis & { [slotKey]?: OpenDb };

/**
 * A Prisma client on a pool of its own, apart from the process-wide one.
 * The caller ends it: `await db.$disconnect(); await pool.end()`.
 */
export function openDb({ url, max = 10 }: { url: string; max?: number }): OpenDb {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    // An idle connection costs the server 5 to 10 MB.
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'traza',
    keepAlive: true,
  });
  // The pool itself replaces a connection that broke while idle; unheard, the event would end the process.
  pool.on('error', () => {});
  return { db: new PrismaClient({ adapter: new PrismaPg(pool, { schema: 'traza' }) }), pool };
}

/** Makes `db()` and `pool()` of this process use this database, whatever DATABASE_URL says. Ends with closeDb(). */
export async function connectDb({ url, max }: { url: string; max?: number }): Promise<OpenDb> {
  await closeDb();
  const opened = openDb(max === undefined ? { url } : { url, max });
  globals[slotKey] = opened;
  return opened;
}

function current(): OpenDb {
  const present = globals[slotKey];
  if (present) return present;
  const url = env().databaseUrl;
  if (!url) {
    throw new DomainError('UNAVAILABLE', 'DATABASE_URL is not set in this process.', {
      hint: 'npm start sets it to the embedded database; a process started alone needs it in its environment.',
    });
  }
  const opened = openDb({ url });
  globals[slotKey] = opened;
  return opened;
}

/** The Prisma client of this process, connected on first use. */
export function db(): Db {
  return current().db;
}

/** The pool below `db()`: for COPY, LISTEN and statements Prisma cannot say well. */
export function pool(): pg.Pool {
  return current().pool;
}

/** Closes the connections of this process; a later `db()` opens new ones. */
export async function closeDb(): Promise<void> {
  const present = globals[slotKey];
  if (!present) return;
  delete globals[slotKey];
  await present.db.$disconnect();
  await present.pool.end();
}
