import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '../server/postgres/apply-migrations.ts';
import { startEmbeddedPostgres } from '../server/postgres/start-embedded-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server's maintenance database; testDatabase() makes one beside it for each test file. */
    postgresUrl: string;
  }
}

export const templateDatabase = 'traza_template';

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
  const dir = mkdtempSync(path.join(tmpdir(), 'traza-test-postgres-'));
  // Tests of durability start a server of their own with the settings of the product.
  const server = await startEmbeddedPostgres({ dir, durable: false, maxConnections: 200 });
  const url = server.url.replace(/[^/]*$/, 'postgres');
  await migrateTemplate(url);
  project.provide('postgresUrl', url);
  return async () => {
    await server.stop('immediate');
    rmSync(dir, { recursive: true, force: true });
  };
}
