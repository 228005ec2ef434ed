import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

test('a binding that is there but does not load is not called ready', async () => {
  await writeFile(path.join(packageDir, 'package.json'), '{}');
  await mkdir(path.join(packageDir, 'lib/napi-v8'), { recursive: true });
  await writeFile(path.join(packageDir, 'lib/napi-v8/tfjs_binding.node'), 'not a library');
  const past = { state: 'unavailable', how: 'none', at: new Date(0).toISOString(), seconds: 1 };
  await writeFile(stamp, JSON.stringify(past));
  const setup = await setUpTfjsNode({ packageDir, signal: AbortSignal.abort() });
  expect(setup.how).toBe('none');
  expect(JSON.parse(await readFile(stamp, 'utf8'))).toEqual(past);
});
