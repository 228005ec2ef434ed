import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { checkExecutor } from '../testing/check-executor.ts';
import { ProcessExecutor } from './process-executor.ts';

const workRoot = mkdtempSync(path.join(tmpdir(), 'traza-executor-'));
afterEach(() => expect(readdirSync(workRoot)).toEqual([]));
afterAll(() => rmSync(workRoot, { recursive: true, force: true }));

const entry = path.join(import.meta.dirname, '../testing/run-code.ts');
const program = (code: string) => ['--code', code];

checkExecutor(() => ({ executor: new ProcessExecutor({ workRoot, env: {}, entry }), program }));

test('gives each attempt an empty folder of its own, closed to others, and fixed surroundings', async () => {
  const executor = new ProcessExecutor({ workRoot, env: { SHARED: 'yes' }, entry });
  const code = `await report({ cwd: process.cwd(), tz: process.env.TZ, lang: process.env.LANG, tmp: process.env.TMPDIR,
    shared: process.env.SHARED, secret: process.env.TRAZA_TOKEN ?? null });
    await new Promise((go) => setTimeout(go, 300))`;
  const before = process.env.TRAZA_TOKEN;
  process.env.TRAZA_TOKEN = 'not for children 123';
  try {
    await executor.submit({ id: 'surroundings', args: program(code), env: {} });
  } finally {
    if (before === undefined) delete process.env.TRAZA_TOKEN;
    else process.env.TRAZA_TOKEN = before;
  }
  const dir = path.join(workRoot, 'surroundings');
  expect(statSync(dir).mode & 0o777).toBe(0o700);
  const ended = await executor.wait('surroundings');
  expect(ended).toMatchObject({ report: { cwd: dir, tz: 'UTC', lang: 'C', tmp: dir, shared: 'yes', secret: null } });
  await executor.forget('surroundings');
});
