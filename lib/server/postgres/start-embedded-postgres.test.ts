import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from '../process-identity.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

let dir: string;
const running: EmbeddedPostgres[] = [];

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'traza-embedded-'));
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop('immediate');
  await rm(dir, { recursive: true, force: true });
});

async function start(at = dir, steps: string[] = []): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dir: at, durable: false, onStep: (step) => steps.push(step) });
  running.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('data and address outlive a clean stop and a crash', async () => {
  const first = await start();
  await query(first.url, 'CREATE TABLE kept (n int)');
  await query(first.url, 'INSERT INTO kept VALUES (1)');
  await first.stop('immediate');
  expect(first.pid()).toBeUndefined();
  await first.start();
  await query(first.url, 'INSERT INTO kept VALUES (2)');
  await first.stop();

  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 2 }]);
});

test('the password is random and nobody else may read it; the server listens on loopback alone', async () => {
  const server = await start();
  expect((await stat(path.join(dir, 'password'))).mode & 0o777).toBe(0o600);
  expect(new URL(server.url).password).toMatch(/^[0-9a-f]{48}$/);
  const [listen] = await query(server.url, "SELECT current_setting('listen_addresses') AS value");
  expect(listen).toEqual({ value: '127.0.0.1' });
  const wrong = new URL(server.url);
  wrong.password = 'guess';
  await expect(query(wrong.toString(), 'SELECT 1')).rejects.toThrow(/password/);
});

test('the product keeps what it has acknowledged: the settings of durability are left on', async () => {
  const server = await startEmbeddedPostgres({ dir });
  running.push(server);
  const rows = await query(
    server.url,
    "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') ORDER BY name",
  );
  expect(rows.map((row) => row.setting)).toEqual(['on', 'on', 'on']);
});

test('a server that a killed parent left behind is found and stopped by the next start', async () => {
  const script = path.join(dir, 'parent.ts');
  await writeFile(
    script,
    `import { startEmbeddedPostgres } from ${JSON.stringify(path.join(import.meta.dirname, 'start-embedded-postgres.ts'))};
     const server = await startEmbeddedPostgres({ dir: process.argv[2] ?? '', durable: false });
     console.log(server.pid());
     setInterval(() => {}, 1000);`,
  );
  const data = path.join(dir, 'postgres');
  const parent = spawn(process.execPath, [script, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: parent.stdout }), 'line');
  const left = Number(line);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  expect(isAlive(left)).toBe(true);

  const steps: string[] = [];
  const server = await start(data, steps);
  expect(isAlive(left)).toBe(false);
  expect(steps.join()).toContain(`stopped the database server ${left}`);
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a pid file that names another program by now harms neither', async () => {
  const first = await start();
  await first.stop();
  await writeFile(path.join(dir, 'data/postmaster.pid'), `${process.pid}\n${dir}/data\n`);
  const second = await start();
  expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a start that was interrupted while initialising begins anew', async () => {
  await mkdir(path.join(dir, 'data.new'), { recursive: true });
  await writeFile(path.join(dir, 'data.new/PG_VERSION'), '18\n');
  const server = await start();
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a folder that only this user may enter is no obstacle, root included', async () => {
  const closed = path.join(dir, 'closed');
  await mkdir(closed);
  await chmod(closed, 0o700);
  const server = await start(path.join(closed, 'postgres'));
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a data folder of another PostgreSQL is refused by name', async () => {
  await mkdir(path.join(dir, 'data'));
  await writeFile(path.join(dir, 'data/PG_VERSION'), '16\n');
  await expect(start()).rejects.toThrow(/was written by PostgreSQL 16/);
});

test('a server that ends by itself is told to the owner', async () => {
  const server = await start();
  const crash = new Promise<string>((resolve) => server.onCrash(resolve));
  process.kill(server.pid() ?? 0, 'SIGKILL');
  expect(await crash).toMatch(/SIGKILL/);
  await server.start();
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});
