import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Lock, lockFile, waitForLock } from './lock-file.ts';
import { prepareDataFolder } from './prepare-data-folder.ts';

let dir: string;
let file: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'traza-lock-'));
  file = path.join(dir, 'lock');
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function take(): Promise<Lock> {
  const result = await lockFile(file);
  if (!('lock' in result)) throw new Error(`held by ${result.holder.pid}`);
  return result.lock;
}

test('a lock is held by one at a time and leaves nothing when released', async () => {
  const lock = await take();
  expect(await lockFile(file)).toMatchObject({ holder: { pid: process.pid } });
  await lock.release();
  expect(await readdir(dir)).toEqual([]);
  await (await take()).release();
});

test('a second start in a data folder is told who uses it and what to do', async () => {
  const lock = await prepareDataFolder({ dir, note: 'http://localhost:3000' });
  await expect(prepareDataFolder({ dir, note: '' })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringMatching(new RegExp(`process ${process.pid} on .* at http://localhost:3000`)),
    hint: expect.stringContaining(`kill ${process.pid}`),
  });
  await lock.release();
});

test('the lock of a killed process is taken over', async () => {
  const script = path.join(dir, 'holder.ts');
  await writeFile(
    script,
    `import { lockFile } from ${JSON.stringify(path.join(import.meta.dirname, 'lock-file.ts'))};
     console.log('lock' in (await lockFile(${JSON.stringify(file)})));
     setInterval(() => {}, 1000);`,
  );
  const holder = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  expect(await once(createInterface({ input: holder.stdout }), 'line')).toEqual(['true']);
  expect(await lockFile(file)).toMatchObject({ holder: { pid: holder.pid } });
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  await (await take()).release();
});

test('a pid that another program got since does not hold the lock', async () => {
  const stale = { pid: process.pid, host: os.hostname(), processStart: 'long ago', since: '', note: '', token: 'x' };
  await writeFile(file, JSON.stringify(stale));
  await (await take()).release();
});

test('half a file is no lock', async () => {
  await writeFile(file, '{"pid": 1');
  await (await take()).release();
});

test('of many that find a stale lock at once, exactly one gets it', async () => {
  for (let round = 0; round < 20; round++) {
    const token = `stale${round}`;
    const stale = { pid: 2 ** 22 + 1, host: os.hostname(), processStart: '1', since: '', note: '', token };
    await writeFile(file, JSON.stringify(stale));
    const results = await Promise.all(Array.from({ length: 20 }, () => lockFile(file)));
    const locks = results.flatMap((result) => ('lock' in result ? [result.lock] : []));
    expect(locks).toHaveLength(1);
    await locks[0]?.release();
    expect(await readdir(dir)).toEqual([]);
  }
});

test('a holder on another machine counts while it touches the lock', async () => {
  const far = { pid: 1, host: 'elsewhere', processStart: '1', since: '', note: '', token: 'x' };
  await writeFile(file, JSON.stringify(far));
  const beat = setInterval(() => void utimes(file, new Date(), new Date()), 50);
  try {
    expect(await lockFile(file)).toMatchObject({ holder: { host: 'elsewhere' } });
  } finally {
    clearInterval(beat);
  }
  await (await take()).release();
});

test('who waits for a lock gets it when it is free', async () => {
  const first = await take();
  let told: number | undefined;
  const second = waitForLock(file, (holder) => {
    told = holder.pid;
    void first.release();
  });
  await (await second).release();
  expect(told).toBe(process.pid);
});

test('a data folder that cannot be written is named with the remedy', async () => {
  await writeFile(path.join(dir, 'file'), '');
  await expect(prepareDataFolder({ dir: path.join(dir, 'file/data'), note: '' })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining(path.join(dir, 'file/data')),
    hint: expect.stringContaining('TRAZA_DATA'),
  });
  expect(await readFile(path.join(dir, 'file'), 'utf8')).toBe('');
});
