import { spawnSync } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from '../process-identity.ts';

/**
 * A supervisor that was killed with SIGKILL leaves its database server running. Finds it by its pid file, checks that
 * the process really serves this folder (the number may belong to another program by now), and stops it.
 * @returns the pid of the server that was stopped
 */
export async function stopStaleServer(pgdata: string): Promise<number | undefined> {
  const pidFile = path.join(pgdata, 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!(pid > 0)) return undefined;
  if (!isAlive(pid) || !(await servesFolder(pid, pgdata))) {
    // PostgreSQL itself would refuse to start while another program has this number.
    await rm(pidFile, { force: true });
    return undefined;
  }
  process.kill(pid, 'SIGINT');
  if (!(await endedWithin(pid, 20_000))) {
    process.kill(pid, 'SIGQUIT');
    if (!(await endedWithin(pid, 10_000))) throw new Error(`The database server ${pid} of ${pgdata} does not stop.`);
  }
  return pid;
}

async function servesFolder(pid: number, pgdata: string): Promise<boolean> {
  const folder = await realpath(pgdata);
  // A server works in its data folder.
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder;
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.includes('postgres') && (stdout.includes(pgdata) || stdout.includes(folder));
}

async function endedWithin(pid: number, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await delay(20)) {
    if (!isAlive(pid)) return true;
  }
  return !isAlive(pid);
}
