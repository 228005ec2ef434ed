import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseError } from 'pg';

const connectionCodes = new Set([
  // Prisma's own: cannot reach, timed out, closed the connection, no connection free in time.
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'ENOENT',
]);
const shutdownCodes = new Set(['57P01', '57P02', '57P03', '08000', '08003', '08006', '53300']);

/** Whether the database could not be reached (it restarts, the network broke), as opposed to having said no. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseError) return shutdownCodes.has(error.code ?? '');
  if ('code' in error && connectionCodes.has(String(error.code))) return true;
  // pg reports a connection that broke or could not be had in time as a plain Error.
  if (
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    )
  ) {
    return true;
  }
  return isDatabaseAway(error.cause);
}

/**
 * Runs a statement that may be repeated, again and again while the database is away.
 * @param forMs gives up after this long with the last error
 */
export async function retryWhileAway<T>(work: () => Promise<T>, forMs: number): Promise<T> {
  const deadline = performance.now() + forMs;
  for (let pause = 50; ; pause = Math.min(1_000, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() + pause > deadline) throw error;
      await wait(pause);
    }
  }
}
