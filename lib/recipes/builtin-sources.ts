import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A source file: `path` from the root with forward slashes. */
export interface SourceFile {
  path: string;
  bytes: Buffer;
  sha256: string;
}

// What decides the bytes that built-in kinds write: their handlers, the reading of data, their payloads, which columns a model takes, and the exact
// version of every dependency.
const folders = ['jobs', 'lib/datasets', 'lib/models/onnx', 'lib/models/pyfunc', 'lib/queue/kinds'];
const lockFile = 'package-lock.json';

/** The sources of the built-in kinds below `root`, without tests, in path order. */
export async function builtinSources(root: string): Promise<SourceFile[]> {
  const lists = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter(
          (entry) => entry.isFile() && /\.(ts|mjs|js|json|py)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name),
        )
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
    }),
  );
  const paths = [...lists.flat().filter((one) => !one.split('/').includes('testing')), lockFile].sort();
  return Promise.all(
    paths.map(async (one) => {
      const bytes = await readFile(path.join(root, one));
      return { path: one, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}
