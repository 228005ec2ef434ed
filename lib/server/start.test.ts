import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { buildPages } from './build-pages.ts';
import { generateClient } from './generate-client.ts';
import { freePort } from './postgres/free-port.ts';
import { isAlive } from './process-identity.ts';

const started: ChildProcess[] = [];
let dir: string;

// A cold build is minutes on a busy machine; with it done, a start is seconds and its tests can be strict.
beforeAll(async () => {
  await generateClient();
  await buildPages();
}, 600_000);

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'traza-start-'));
});

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }
  await rm(dir, { recursive: true, force: true });
});

interface Start {
  child: ChildProcess;
  output: () => string;
  errors: () => string;
  exit: Promise<number | null>;
}

function start(env: Record<string, string>, args: string[] = []): Start {
  const child = spawn(process.execPath, ['--import', './lib/server/require-node.mjs', 'lib/server/start.ts', ...args], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      DATABASE_URL: '',
      TRAZA_TOKEN: '',
      TRAZA_HOST: '',
      PORT: '0',
      TRAZA_DATA: path.join(dir, 'data'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return { child, output: () => output, errors: () => errors, exit };
}

async function refused(env: Record<string, string>, args: string[] = []): Promise<string> {
  const { exit, errors } = start(env, args);
  expect(await exit).toBe(1);
  expect(errors()).toMatch(/^Traza cannot run\.\n/);
  return errors();
}

async function readyAt({ output, exit, errors }: Start): Promise<string> {
  const ready = vi.waitUntil(() => /"msg":"Traza is ready at (\S+)/.exec(output())?.[1], {
    timeout: 180_000,
    interval: 100,
  });
  const ended = exit.then((code) => {
    throw new Error(`ended with ${code} while starting: ${errors()}`);
  });
  ended.catch(() => {});
  return Promise.race([ready, ended]);
}

interface Child {
  pid: number;
  command: string;
}

/** What the supervisor runs: web, worker and the database server. */
function childrenOf({ child }: Start): Child[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const rows = stdout.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
  const children = rows.flatMap((row) =>
    Number(row?.[2]) === child.pid ? [{ pid: Number(row?.[1]), command: row?.[3] ?? '' }] : [],
  );
  return children;
}

/** One request on a connection of its own. */
function ask(address: string, method = 'GET', body?: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    request(address, { method, headers, agent: false }, async (answer) => {
      let text = '';
      for await (const part of answer) text += part;
      resolve({ status: answer.statusCode ?? 0, text });
    })
      .once('error', reject)
      .end(body);
  });
}

const alive = (children: Child[]) => children.filter(({ pid }) => isAlive(pid));

test('a network address without a token is refused', async () => {
  expect(await refused({ TRAZA_HOST: '0.0.0.0' })).toContain('TRAZA_TOKEN');
  expect(await refused({ TRAZA_HOST: '0.0.0.0', TRAZA_TOKEN: 'short' })).toContain('16 characters');
});

test('every bad setting is named', async () => {
  const errors = await refused({ PORT: 'many', TRAZA_BLOBS: 'tape' });
  expect(errors).toContain('PORT');
  expect(errors).toContain('TRAZA_BLOBS');
});

test('an unknown option is refused', async () => {
  expect(await refused({}, ['--examples'])).toContain('--examples');
});

test('a taken port is named with another one to use, and nothing is left', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => {
      const address = other.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  try {
    expect(await refused({ PORT: String(port) })).toMatch(
      new RegExp(`Port ${port} .* is taken[^]*PORT=${port + 1} npm start`),
    );
  } finally {
    other.close();
  }
  expect(await readdir(path.join(dir, 'data'))).toEqual([]);
});

test('a database that does not answer ends the start with its address', async () => {
  const port = await freePort();
  const errors = await refused({ DATABASE_URL: `postgresql://someone:secret@127.0.0.1:${port}/x` });
  expect(errors).toContain(`127.0.0.1:${port}/x`);
  expect(errors).not.toContain('secret');
});

test('the platform starts on an empty folder, refuses a second start there, and stops without a trace', {
  timeout: 300_000,
}, async () => {
  const platform = start({ TRAZA_WEB_PROCESSES: '1' });
  const url = await readyAt(platform);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await fetch(`${url}/p/default`)).status).toBe(200);

  expect(await refused({})).toContain(`process ${platform.child.pid} on`);

  const children = childrenOf(platform);
  expect(children).toHaveLength(3);
  platform.child.kill('SIGTERM');
  expect(await platform.exit).toBe(0);
  expect(alive(children)).toEqual([]);
  expect(
    (await readdir(path.join(dir, 'data'))).filter((name) => !['postgres', 'blobs', 'cache'].includes(name)),
  ).toEqual([]);
  expect(await readdir(path.join(dir, 'data/postgres'))).not.toContain('data.new');
  expect(await readdir(path.join(dir, 'data/postgres/data'))).not.toContain('postmaster.pid');
});

test('when the supervisor is killed its processes end, and the next start takes over', {
  timeout: 300_000,
}, async () => {
  const first = start({ TRAZA_WEB_PROCESSES: '2' });
  await readyAt(first);
  const processes = childrenOf(first).filter(({ command }) => !command.includes('bin/postgres'));
  expect(processes).toHaveLength(3);
  first.child.kill('SIGKILL');
  await first.exit;
  await vi.waitFor(() => expect(alive(processes)).toEqual([]), { timeout: 20_000 });

  const second = start({});
  expect((await fetch(`${await readyAt(second)}/readyz`)).status).toBe(200);
  expect(second.output()).toContain('that an earlier start had left behind');
});

test('web processes share the port, their figures and what they know of projects, and one that dies comes back', {
  timeout: 300_000,
}, async () => {
  const platform = start({ TRAZA_WEB_PROCESSES: '2', LOG_LEVEL: 'info' });
  const url = await readyAt(platform);
  const webs = () => childrenOf(platform).filter(({ command }) => command.startsWith('traza web'));
  await vi.waitFor(() => expect(platform.output().match(/"msg":"web listens"/g)).toHaveLength(2), { timeout: 60_000 });
  expect(webs()).toHaveLength(2);

  for (let count = 0; count < 30; count += 1) await ask(`${url}/healthz`);
  const { text } = await ask(`${url}/metrics`);
  const counts = [...text.matchAll(/^traza_http_request_duration_seconds_count\{.*route="\/healthz".*\} (\d+)$/gm)];
  expect(counts.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(30);
  for (const place of [1, 2]) expect(text).toContain(`process="${place}"`);
  expect(text).toContain('\ntraza_database_up 1');

  const make = () => ask(`${url}/api/v1/projects`, 'POST', '{"slug":"again"}');
  // On connections of their own, so that they fall to both.
  const statuses = async () => {
    const seen = new Set<number>();
    for (let count = 0; count < 12; count += 1) seen.add((await ask(`${url}/p/again/api/v1/experiments`)).status);
    return [...seen];
  };
  for (const round of [1, 2, 3]) {
    expect((await make()).status, `round ${round}`).toBe(201);
    expect(await statuses()).toEqual([200]);
    expect((await ask(`${url}/api/v1/projects/again`, 'DELETE')).status).toBe(204);
    expect(await statuses()).toEqual([404]);
  }

  const [victim] = webs();
  process.kill(victim?.pid ?? 0, 'SIGKILL');
  await vi.waitUntil(() => !isAlive(victim?.pid ?? 0));
  // Connections that were handed to it die with it; new ones all go to the other.
  await vi.waitFor(async () => {
    for (let count = 0; count < 12; count += 1) expect((await ask(`${url}/readyz`)).status).toBe(200);
  });
  await vi.waitFor(() => expect(platform.output().match(/"msg":"web listens"/g)).toHaveLength(3), { timeout: 60_000 });
  expect(await statuses()).toEqual([404]);
});
