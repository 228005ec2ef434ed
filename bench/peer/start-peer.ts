import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '#lib/server/postgres/free-port.ts';
import { startEmbeddedPostgres } from '#lib/server/postgres/start-embedded-postgres.ts';
import { runProgram } from '#lib/server/run-program.ts';
import { installPeer } from './install-peer.ts';

export interface Peer {
  url: string;
  databaseUrl: string;
  version: string;
  stop: () => Promise<void>;
}

const workers = 4;
const patienceMs = 120_000;

/** A real `mlflow server` on a PostgreSQL of the kind and settings that the product brings, all below `dir`. */
export async function startPeer(dir: string): Promise<Peer> {
  const python = await installPeer();
  const version = (await runProgram({ command: python, args: ['-m', 'mlflow', '--version'] }))
    .replace(/^.*version/, 'mlflow')
    .trim();
  // Its workers keep up to 15 connections each.
  const database = await startEmbeddedPostgres({ dir: path.join(dir, 'postgres'), maxConnections: 200 });
  const url = `http://127.0.0.1:${await freePort()}`;
  const log = openSync(path.join(dir, 'mlflow.log'), 'a');
  const child = spawn(
    python,
    [
      ...['-m', 'mlflow', 'server', '--workers', String(workers)],
      ...['--backend-store-uri', database.url],
      ...['--serve-artifacts', '--artifacts-destination', path.join(dir, 'artifacts')],
      ...['--host', '127.0.0.1', '--port', new URL(url).port],
    ],
    {
      cwd: dir,
      // Its background jobs poll and take processor time that its requests could use; nothing here needs them.
      env: { ...process.env, MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false', MLFLOW_DISABLE_TELEMETRY: 'true' },
      stdio: ['ignore', log, log],
      detached: true,
    },
  );
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      const ended = once(child, 'exit');
      process.kill(-child.pid, 'SIGTERM');
      const late = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
    }
    await database.stop();
  };
  try {
    await untilHealthy(url, () => child.exitCode ?? child.signalCode);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, databaseUrl: database.url, version, stop };
}

async function untilHealthy(url: string, ended: () => number | string | null): Promise<void> {
  const end = performance.now() + patienceMs;
  // One answer can come from the first worker while the others still start, so all are given the time to.
  for (let healthy = 0; healthy < 3 * workers; ) {
    const code = ended();
    if (code !== null) throw new Error(`The peer ended (${code}) before it was ready; see its mlflow.log.`);
    if (performance.now() > end) throw new Error(`The peer was not ready after ${patienceMs / 1000} s.`);
    const answer = await fetch(`${url}/health`, { headers: { connection: 'close' } }).catch(() => undefined);
    if (answer?.ok) healthy += 1;
    await delay(answer?.ok ? 250 : 500);
  }
}
