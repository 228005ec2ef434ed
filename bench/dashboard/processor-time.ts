import { readFileSync } from 'node:fs';
import { processTree } from '../process-memory.ts';

/** Of /proc/<pid>/stat, which counts in hundredths of a second on every Linux. */
const ticksOfSecond = 100;

/** Seconds of processor time that some processes have used since they began. Linux only. */
export function processorSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + ticksOf(pid), 0) / ticksOfSecond;
}

function ticksOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** The same of a database server and all its connections, those that have ended included. */
export function databaseSeconds(pid: number): number {
  const [server = pid, ...connections] = processTree(pid);
  const stat = readFileSync(`/proc/${server}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // Fields 16 and 17 hold what ended children have used.
  const ended = (Number(fields[13]) + Number(fields[14])) / ticksOfSecond;
  return processorSeconds([server, ...connections]) + ended;
}
