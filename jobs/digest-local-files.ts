import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { manifestDigest } from '#lib/datasets/merkle.ts';

/** The digest of a manifest taken from the bytes that lie on this machine now. `names` and `files` go in pairs. */
export async function digestLocalFiles(names: string[], files: string[]): Promise<string> {
  const manifest = [];
  for (const [index, file] of files.entries()) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(file, { highWaterMark: 2 ** 20 }), hash);
    manifest.push({ path: names[index] ?? '', size: (await stat(file)).size, sha256: hash.digest('hex') });
  }
  return manifestDigest(manifest);
}
