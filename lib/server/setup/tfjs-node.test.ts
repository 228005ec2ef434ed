import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setUpTfjsNode } from './tfjs-node.ts';

let packageDir: string;
let stamp: string;

beforeEach(async () => {
  packageDir = await mkdtemp(path.join(os.tmpdir(), 'traza-tfjs-'));
  stamp = path.join(packageDir, '.traza-setup.json');
});

afterEach(async () => {
  await rm(packageDir, { recursive: true, force: true });
});

test('where npm left the package out, WebAssembly takes over and the reason says so', async () => {
  expect(await setUpTfjsNode({ packageDir })).toMatchObject({
    state: 'unavailable',
    how: 'none',
    reason: expect.stringContaining('npm'),
  });
});

test('an earlier failure is not tried again within a day', async () => {
  await writeFile(path.join(packageDir, 'package.json'), '{}');
  const known = { state: 'unavailable', how: 'none', reason: 'no compiler', at: new Date().toISOString(), seconds: 3 };
  await writeFile(stamp, JSON.stringify(known));
  expect(await setUpTfjsNode({ packageDir })).toEqual(known);
});

test('a stop on the way leaves no verdict for the next start', async () => {
  await writeFile(path.join(packageDir, 'package.json'), '{}');
  const setup = await setUpTfjsNode({ packageDir, signal: AbortSignal.abort() });
  expect(setup.state).toBe('unavailable');
  expect(existsSync(stamp)).toBe(false);
});
