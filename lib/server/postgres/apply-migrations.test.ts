import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { applyMigrations, pendingMigrations } from './apply-migrations.ts';
import { checkDrift, withScratchDatabase } from './check-drift.ts';
import { diffModels, withSchemaEngine } from './diff-models.ts';
import { migrationsDir, readMigrations } from './read-migrations.ts';

const server = inject('postgresUrl');
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'traza-migrations-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(dir, name), { recursive: true });
  await writeFile(path.join(dir, name, 'migration.sql'), sql);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('the models and the committed migrations agree', async () => {
  expect(await checkDrift(server)).toBeUndefined();
});

test('a column that the migrations lack is drift, and the missing SQL is named', async () => {
  await withScratchDatabase(server, async (url) => {
    await applyMigrations(url);
    await query(url, 'ALTER TABLE traza.run DROP COLUMN status_reason');
    expect(await diffModels({ url, from: 'database' })).toContain('ADD COLUMN     "status_reason"');
  });
});

test('starters that come at once apply each migration once', async () => {
  await withScratchDatabase(server, async (url) => {
    const names = (await readMigrations()).map((migration) => migration.name);
    const applied = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(url)));
    expect(applied.flat().sort()).toEqual(names);
    expect(await applyMigrations(url)).toEqual([]);
    const rows = await query(url, 'SELECT migration_name FROM traza._prisma_migrations ORDER BY migration_name');
    expect(rows.map((row) => row.migration_name)).toEqual(names);
  });
});

test("Prisma's own engine finds the history it would have written", async () => {
  await withScratchDatabase(server, async (url) => {
    await applyMigrations(url);
    const migrations = await readMigrations();
    const answer = await withSchemaEngine(
      url,
      (engine) =>
        engine.diagnoseMigrationHistory({
          optInToShadowDatabase: false,
          filters: { externalTables: [], externalEnums: [] },
          migrationsList: {
            baseDir: migrationsDir,
            lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
            shadowDbInitScript: '',
            migrationDirectories: migrations.map(({ name, sql }) => ({
              path: name,
              migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
            })),
          },
        }),
      'traza',
    );
    expect(answer).toMatchObject({ hasMigrationsTable: true, editedMigrationNames: [], failedMigrationNames: [] });
    expect(answer.history ?? null).toBeNull();
  });
});

test('a migration that fails leaves nothing of itself, keeps those before it, and can be repaired', async () => {
  await write('1_first', 'CREATE TABLE traza.first (n int);');
  await write('2_second', 'CREATE TABLE traza.second (n int); SELECT 1/0;');
  await withScratchDatabase(server, async (url) => {
    await expect(applyMigrations(url, { dir })).rejects.toThrow(/2_second failed: division by zero/);
    const [left] = await query(
      url,
      "SELECT to_regclass('traza.first') AS first, to_regclass('traza.second') AS second",
    );
    expect(left).toEqual({ first: 'traza.first', second: null });
    await write('2_second', 'CREATE TABLE traza.second (n int);');
    expect(await applyMigrations(url, { dir })).toEqual(['2_second']);
  });
});

test('statements with semicolons inside survive', async () => {
  await write(
    '1_function',
    'CREATE FUNCTION traza.two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END; $$;',
  );
  await withScratchDatabase(server, async (url) => {
    await applyMigrations(url, { dir });
    expect(await query(url, 'SELECT traza.two() AS two')).toEqual([{ two: 2 }]);
  });
});

const migration = { name: '1_a', sql: 'x', checksum: 'c' };

test('a database of a newer Traza is refused', () => {
  const applied = [{ migration_name: '2_b', checksum: 'd', finished: true }];
  expect(() => pendingMigrations([migration], applied)).toThrow(/2_b, which this Traza does not know/);
});

test('a migration edited after it was applied is refused', () => {
  const applied = [{ migration_name: '1_a', checksum: 'other', finished: true }];
  expect(() => pendingMigrations([migration], applied)).toThrow(/1_a was changed/);
});
