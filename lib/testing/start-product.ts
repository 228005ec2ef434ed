import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../server/postgres/free-port.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface Product {
  /** Where it answers, without a slash at the end. */
  url: string;
  /** Ends it, waits for its end, and removes what it stored. */
  stop: () => Promise<void>;
}

async function untilReady(url: string, exited: () => number | null): Promise<void> {
  const deadline = Date.now() + 300_000;
  for (;;) {
    if (exited() !== null) throw new Error(`The platform ended with code ${exited()} before it was ready.`);
    if (Date.now() > deadline) throw new Error('The platform was not ready after five minutes.');
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Starts the product as the README does, with the default settings, on a folder and a port of its own. */
export async function startProduct(): Promise<Product> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'traza-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--import', './lib/server/require-node.mjs', 'lib/server/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), TRAZA_DATA: dataDir, DATABASE_URL: '', TRAZA_TOKEN: '', TRAZA_HOST: '' },
    stdio: ['ignore', process.env.TRAZA_TEST_LOG ? 'inherit' : 'ignore', 'inherit'],
  });
  let code: number | null = null;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (exitCode) => {
      code = exitCode ?? 1;
      resolve();
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await untilReady(url, () => code);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
