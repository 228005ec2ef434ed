import { readdirSync, readFileSync } from 'node:fs';

function children(parent: number): number[] {
  const found: number[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The program's name may hold spaces and brackets; the fields are counted from its closing one.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(fields[1]) === parent) found.push(Number(name));
    } catch {
      // The process ended between the listing and the read.
    }
  }
  return found;
}

/** The process and everything below it. */
export function processTree(pid: number): number[] {
  return [pid, ...children(pid).flatMap((child) => processTree(child))];
}

/** Proportional set size in bytes: its own memory, and its share of what it shares with others. Linux only. */
export function proportionalSetSize(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Resident memory in bytes, now. */
export function residentMemory(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** What a process is, for a table: the last part of its script or program. */
export function processName(pid: number): string {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const script = words.find((word, at) => /\.(ts|mjs|js)$/.test(word) && words[at - 1] !== '--import');
    return (script ?? words[0] ?? '').split('/').slice(-2).join('/');
  } catch {
    return '';
  }
}
