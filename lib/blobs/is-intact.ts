import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { BlobInfo } from './blob-store.ts';

const checked = new Map<string, string>();

/** Whether a file has the bytes of its digest. Hashed once per process, and again when the file was changed since. */
export async function isIntact(file: string, blob: BlobInfo): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  if (!found || found.size !== blob.size) return false;
  const identity = `${blob.digest} ${found.dev} ${found.ino} ${Math.floor(found.mtimeMs)}`;
  if (checked.get(file) === identity) return true;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) hash.update(chunk);
  if (hash.digest('hex') !== blob.digest) return false;
  if (checked.size > 4096) checked.clear();
  checked.set(file, identity);
  return true;
}
