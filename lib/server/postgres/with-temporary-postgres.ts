import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

/** Runs `work` with a server of its own in a temporary folder, and leaves nothing of either. */
export async function withTemporaryPostgres<T>(work: (server: EmbeddedPostgres) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'traza-postgres-'));
  try {
    const server = await startEmbeddedPostgres({ dir, durable: false });
    try {
      return await work(server);
    } finally {
      await server.stop('immediate');
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
