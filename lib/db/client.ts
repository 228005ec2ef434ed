import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaClient } from './generated/client.ts';

export type Db = PrismaClient;
export type DbTransaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

interface Slot {
  url: string;
  pool: Pool;
  prisma: PrismaClient;
}

// The front door, Next's pages and its routes each load their own copy of this module; the pool must exist once.
const slotKey = Symbol.for('traza.db');
const slots = globalThis as typeof globalThis & { [slotKey]?: Slot };

/** Opens the pool of this process. Called once by every entry point and by tests; a second call with another URL is a bug. */
export function connectDb(url: string, options: { poolSize?: number } = {}): Db {
  const open = slots[slotKey];
  if (open) {
    if (open.url !== url) throw new Error('This process is connected to another database already.');
    return open.prisma;
  }
  const pool = new Pool({ connectionString: url, max: options.poolSize ?? 10, connectionTimeoutMillis: 10_000 });
  // An idle connection that breaks (the server restarts) must not end the process; the next query opens a new one.
  pool.on('error', () => {});
  slots[slotKey] = { url, pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool, { schema: 'traza' }) }) };
  return slots[slotKey].prisma;
}

function requireSlot(): Slot {
  const open = slots[slotKey];
  if (!open) throw new Error('connectDb has not been called in this process.');
  return open;
}

/** The Prisma client of this process. */
export function db(): Db {
  return requireSlot().prisma;
}

/** The pool below it, for LISTEN, COPY and streams. */
export function pool(): Pool {
  return requireSlot().pool;
}

/** Closes the pool; the process may then end. */
export async function disconnectDb(): Promise<void> {
  const open = slots[slotKey];
  if (!open) return;
  delete slots[slotKey];
  await open.prisma.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}
