import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Whether a process with this number exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When the process began, in the system's own words: together with the pid it names one process for good. */
export async function processStart(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // Field 22; the second field is the name in parentheses, which may hold spaces.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  }
  if (process.platform === 'win32') return undefined;
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
}
