import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogStream } from './log-stream.ts';
import { isAlive } from './process-identity.ts';
import { type SupervisedProcess, superviseProcess } from './supervise-process.ts';

let dir: string;
let lines: string[];
let child: SupervisedProcess | undefined;

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'traza-supervise-'));
  lines = [];
});

afterEach(async () => {
  await child?.stop();
  child = undefined;
  await rm(dir, { recursive: true, force: true });
});

async function supervise(source: string, graceMs = 5000): Promise<SupervisedProcess> {
  const script = path.join(dir, 'script.mjs');
  await writeFile(script, source);
  const log = createLogStream({ human: false, colour: false, write: (line) => lines.push(line) });
  child = superviseProcess({ name: 'web', script, env: { ...process.env, DIR: dir }, log, graceMs, backoffMs: 20 });
  return child;
}

const said = (text: string) => vi.waitFor(() => expect(lines.join('\n')).toContain(text), { timeout: 10_000 });

test('a process that crashes is started again, and its output carries its name', async () => {
  const supervised = await supervise("console.log('hello'); setTimeout(() => process.exit(3), 50);");
  await vi.waitFor(() => expect(supervised.crashes()).toBeGreaterThan(1), { timeout: 10_000 });
  await said('web ended (exit code 3); starting it again');
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ process: 'web', msg: 'hello' }),
  );
});

test('a process asked to stop ends in its own way and is not started again', async () => {
  const supervised = await supervise(
    "process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); setInterval(() => {}, 1000); console.log('up');",
  );
  await said('up');
  const pid = supervised.pid() ?? 0;
  await supervised.stop();
  expect(isAlive(pid)).toBe(false);
  expect(lines.join('\n')).toContain('bye');
  expect(supervised.crashes()).toBe(0);
});

test('a process that does not stop is killed with what it started', async () => {
  const supervised = await supervise(
    `import { spawn } from 'node:child_process';
     import { writeFileSync } from 'node:fs';
     const own = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
     writeFileSync(process.env.DIR + '/own', String(own.pid));
     process.on('SIGTERM', () => {});
     setInterval(() => {}, 1000);
     console.log('up');`,
    100,
  );
  await said('up');
  const own = Number(await readFile(path.join(dir, 'own'), 'utf8'));
  const pid = supervised.pid() ?? 0;
  await supervised.stop();
  expect(isAlive(pid)).toBe(false);
  await vi.waitFor(() => expect(isAlive(own)).toBe(false), { timeout: 5000 });
  expect(lines.join('\n')).toContain('was killed');
});

test('restart() changes the process without counting a crash', async () => {
  const supervised = await supervise("setInterval(() => {}, 1000); console.log('up', process.pid);");
  await said('up');
  const before = supervised.pid();
  await supervised.restart();
  await vi.waitFor(() => expect(lines.join('\n')).toContain(`up ${supervised.pid()}`), { timeout: 10_000 });
  expect(supervised.pid()).not.toBe(before);
  expect(supervised.crashes()).toBe(0);
});

test('processes it starts in turn keep channels of their own', async () => {
  await writeFile(
    path.join(dir, 'helper.mjs'),
    "process.on('message', (text) => setTimeout(() => process.send(text + '!'), 100));",
  );
  await supervise(
    `import { fork } from 'node:child_process';
     const helper = fork(process.env.DIR + '/helper.mjs');
     helper.on('message', (text) => console.log('helper says ' + text));
     helper.send('hello');
     setInterval(() => {}, 1000);`,
  );
  await said('helper says hello!');
});
