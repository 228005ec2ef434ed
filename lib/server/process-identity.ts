import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process with this number runs, ours or not. One that ended and waits to be reaped does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // In a container without an init, an orphan that ended stays a zombie for good.
  return process.platform !== 'linux' || !/^[ZX]$/.test(statFields(pid)[0] ?? 'Z');
}

/** /proc/<pid>/stat from its third field on; the second is the name in parentheses, which may hold anything. */
function statFields(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** When the process began, in the system's own words: together with the pid it names one process for good. */
export function processStart(pid: number): string | undefined {
  if (process.platform === 'linux') return statFields(pid)[19];
  if (process.platform === 'win32') return undefined;
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
}
