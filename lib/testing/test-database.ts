import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import pino from 'pino';
import { afterAll, inject } from 'vitest';
import { createBlobStore } from '../blobs/create-blob-store.ts';
import type { Ctx } from '../context.ts';
import { connectDb, type Db, disconnectDb } from '../db/client.ts';
import { ensureProject } from '../projects/ensure-project.ts';
import { templateDatabase } from './postgres-for-tests.ts';

export interface TestDatabase {
  /** Address of this test file's own database, for child processes. */
  url: string;
  db: Db;
  /** A folder of this test file's own, removed at the end; use it as TRAZA_DATA. */
  dataDir: string;
  /** A Ctx in a new project; call it twice for two projects that must not see each other. */
  newCtx: (slug?: string) => Promise<Ctx>;
}

/** A database of its own for one test file, copied from the migrated template, and dropped at the end. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${templateDatabase}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  const url = address.href;
  const db = connectDb(url);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'traza-test-'));
  // What is called through a route finds its files by the settings.
  process.env.TRAZA_DATA = dataDir;
  const log = pino({ level: process.env.TRAZA_TEST_LOG ? 'debug' : 'silent' });

  afterAll(async () => {
    await disconnectDb();
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
    rmSync(dataDir, { recursive: true, force: true });
  });

  return {
    url,
    db,
    dataDir,
    async newCtx(slug = `p-${randomBytes(4).toString('hex')}`) {
      const project = await ensureProject(db, slug);
      const blobs = createBlobStore({ kind: 'postgres', dataDir, cacheBytes: 2 ** 30 });
      return { actor: 'test', project, db, blobs, now: () => new Date(), log };
    },
  };
}
