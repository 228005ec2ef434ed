import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { link, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive, processStart } from './process-identity.ts';

/** Who holds a lock. */
export interface LockHolder {
  pid: number;
  host: string;
  /** See processStart. */
  processStart: string | undefined;
  since: string;
  /** What the holder says about itself, such as the address it serves. */
  note: string;
  token: string;
}

export interface Lock {
  release(): Promise<void>;
}

const beatMs = 2000;

/**
 * Takes the lock `file`, or says who holds it. A lock whose holder is gone (killed, machine restarted, number reused
 * by another program) is taken over. A holder on another machine or in another container cannot be asked: it counts
 * as alive while it touches the file, which it does every two seconds.
 */
export async function lockFile(file: string, note = ''): Promise<{ lock: Lock } | { holder: LockHolder }> {
  const mine: LockHolder = {
    pid: process.pid,
    host: os.hostname(),
    processStart: processStart(process.pid),
    since: new Date().toISOString(),
    note,
    token: randomBytes(8).toString('hex'),
  };
  const text = `${JSON.stringify(mine, null, 2)}\n`;
  const draft = `${file}.${mine.token}`;
  await writeFile(draft, text, { mode: 0o644 });
  try {
    for (;;) {
      // link() makes the complete file appear under its name or fails: nobody ever reads half a lock.
      const taken = await link(draft, file).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return false;
          throw error;
        },
      );
      if (taken) return { lock: hold(file, mine) };
      const holder = await readHolder(file);
      if (holder === undefined) continue;
      if (await holds(file, holder)) return { holder };
      await removeStale(file, holder);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** Takes the lock, waiting while others hold it. */
export async function waitForLock(file: string, onWait?: (holder: LockHolder) => void): Promise<Lock> {
  for (let told = false; ; told = true) {
    const result = await lockFile(file);
    if ('lock' in result) return result.lock;
    if (!told) onWait?.(result.holder);
    await delay(200);
  }
}

function hold(file: string, mine: LockHolder): Lock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, beatMs);
  beat.unref();
  const removeMine = () => {
    clearInterval(beat);
    try {
      if (readFileSync(file, 'utf8').includes(mine.token)) rmSync(file, { force: true });
    } catch {
      // Someone removed the folder; there is nothing left to release.
    }
  };
  // An exit on an unforeseen error releases too; only SIGKILL leaves the file.
  process.once('exit', removeMine);
  return {
    async release() {
      process.removeListener('exit', removeMine);
      removeMine();
    },
  };
}

/** A file that is no lock of ours has nobody behind it. */
const nobody: LockHolder = { pid: 0, host: os.hostname(), processStart: '', since: '', note: '', token: 'unreadable' };

/** Who wrote the lock; undefined when it is gone. */
async function readHolder(file: string): Promise<LockHolder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LockHolder;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : nobody;
  }
}

async function holds(file: string, holder: LockHolder): Promise<boolean> {
  if (holder.host !== os.hostname()) return stillBeats(file);
  return holder.pid > 0 && isAlive(holder.pid) && processStart(holder.pid) === holder.processStart;
}

async function stillBeats(file: string): Promise<boolean> {
  const touched = async () => (await stat(file).catch(() => undefined))?.mtimeMs;
  const before = await touched();
  for (let waited = 0; waited < beatMs * 2.5; waited += 100) {
    await delay(100);
    const now = await touched();
    if (now === undefined) return false;
    if (now !== before) return true;
  }
  return false;
}

/**
 * Two starters may find the same stale lock, and the slower must not remove what the faster put in its place. So the
 * right to remove one lock, named by its token, is itself locked, and the lock is looked at again under it.
 */
async function removeStale(file: string, stale: LockHolder): Promise<void> {
  const right = await lockFile(`${file}.${stale.token}.stale`);
  if (!('lock' in right)) {
    await delay(10);
    return;
  }
  const now = await readHolder(file);
  if (now?.token === stale.token) await rm(file, { force: true });
  await right.lock.release();
}
