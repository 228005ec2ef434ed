import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DomainError } from '../errors.ts';
import type { BlobInfo } from './blob-store.ts';
import { syncFolder, writeDurable } from './file/write-durable.ts';
import { isAlive } from './is-alive.ts';
import { isIntact } from './is-intact.ts';
import { storageError } from './storage-error.ts';
import { corruptBlob } from './verified-stream.ts';

/**
 * Files by digest below one folder, shared by all processes of a machine and bounded in bytes: the one used longest
 * ago goes first. A file in use is pinned by an empty file `pins/<digest>.<pid>`; pins of dead processes do not count.
 */
export interface FileCache {
  /** The file, pinned for this process; `fetch` is read where it is not there yet. */
  acquire(blob: BlobInfo, fetch: () => AsyncIterable<Uint8Array>): Promise<string>;
  release(digest: string): Promise<void>;
}

export function fileCache({ root, maxBytes }: { root: string; maxBytes: number }): FileCache {
  const files = path.join(root, 'files');
  const pins = path.join(root, 'pins');
  const incoming = path.join(root, 'incoming');
  const held = new Map<string, number>();
  const busy = new Map<string, Promise<string>>();
  const place = (digest: string) => path.join(files, digest);
  const pinOf = (digest: string) => path.join(pins, `${digest}.${process.pid}`);

  async function isPinned(digest: string, pinNames: string[]): Promise<boolean> {
    for (const name of pinNames) {
      const [pinned, pid] = name.split('.');
      if (pinned !== digest) continue;
      if (Number(pid) === process.pid ? (held.get(digest) ?? 0) > 0 : isAlive(Number(pid))) return true;
      await rm(path.join(pins, name), { force: true });
    }
    return false;
  }

  /** Makes room for `wanted` bytes, or says why that cannot be done. */
  async function makeRoom(wanted: number): Promise<void> {
    const entries: { digest: string; size: number; used: number }[] = [];
    for (const digest of await readdir(files).catch(() => [])) {
      const found = await stat(place(digest)).catch(() => undefined);
      if (found) entries.push({ digest, size: found.size, used: found.atimeMs });
    }
    let total = entries.reduce((sum, entry) => sum + entry.size, 0);
    for (const entry of entries.sort((a, b) => a.used - b.used)) {
      if (total + wanted <= maxBytes) break;
      if (await evict(entry.digest)) total -= entry.size;
    }
    if (total + wanted > maxBytes) {
      throw new DomainError(
        'UNPROCESSABLE',
        `A file of ${wanted} bytes does not fit into the cache of ${maxBytes} bytes, of which ${total} are in use.`,
        { hint: 'Raise TRAZA_CACHE_BYTES, or wait until other jobs on this machine have finished.' },
      );
    }
  }

  async function evict(digest: string): Promise<boolean> {
    if (await isPinned(digest, await readdir(pins).catch(() => []))) return false;
    const aside = path.join(incoming, `${process.pid}-${randomBytes(8).toString('hex')}`);
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    const moved = await rename(place(digest), aside).then(
      () => true,
      () => false,
    );
    if (!moved) return true;
    // A process that pinned it between the look and the move gets it back.
    if (await isPinned(digest, await readdir(pins).catch(() => []))) {
      await rename(aside, place(digest));
      return false;
    }
    await rm(aside, { force: true });
    return true;
  }

  async function materialise(blob: BlobInfo, fetch: () => AsyncIterable<Uint8Array>): Promise<string> {
    const target = place(blob.digest);
    if (await isIntact(target, blob)) {
      await touch(target);
      return target;
    }
    try {
      await sweepIncoming(incoming);
      await makeRoom(blob.size);
      const temporary = await writeDurable(incoming, fetch());
      await mkdir(files, { recursive: true, mode: 0o700 });
      await rename(temporary, target);
      await syncFolder(files);
    } catch (error) {
      throw storageError(error, root);
    }
    if (!(await isIntact(target, blob))) throw corruptBlob(blob, {});
    return target;
  }

  return {
    async acquire(blob, fetch) {
      held.set(blob.digest, (held.get(blob.digest) ?? 0) + 1);
      try {
        await mkdir(pins, { recursive: true, mode: 0o700 });
        await writeFile(pinOf(blob.digest), '');
        // Callers of one process that want the same file wait for one fetch.
        let running = busy.get(blob.digest);
        if (!running) {
          running = materialise(blob, fetch).finally(() => busy.delete(blob.digest));
          busy.set(blob.digest, running);
        }
        return await running;
      } catch (error) {
        await release(blob.digest);
        throw storageError(error, root);
      }
    },

    release,
  };

  async function release(digest: string): Promise<void> {
    const count = (held.get(digest) ?? 0) - 1;
    if (count > 0) {
      held.set(digest, count);
      return;
    }
    held.delete(digest);
    await rm(pinOf(digest), { force: true });
  }
}

/** Notes the use in the access time; the time of change stays, for isIntact goes by it. */
async function touch(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found) await utimes(file, new Date(), new Date(Math.floor(found.mtimeMs))).catch(() => {});
}

/** Half-written files of processes that died. */
async function sweepIncoming(incoming: string): Promise<void> {
  for (const name of await readdir(incoming).catch(() => [])) {
    const pid = Number(name.split('-')[0]);
    if (pid !== process.pid && !isAlive(pid)) await rm(path.join(incoming, name), { force: true });
  }
}
