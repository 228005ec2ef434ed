import { writeSync } from 'node:fs';
import { connectDb } from '../../db/client.ts';
import { createBlobStore } from '../create-blob-store.ts';

// Run by blob-store.test.ts: writes a blob without end, says so after 8 MB, and waits to be killed.
const [url = '', kind, dataDir = ''] = process.argv.slice(2);
connectDb(url);
const store = createBlobStore({ kind: kind === 'file' ? 'file' : 'postgres', dataDir, cacheBytes: 2 ** 20 });

async function* endless() {
  for (let index = 0; ; index++) {
    yield Buffer.alloc(2 ** 20, index % 251);
    if (index === 8) writeSync(1, 'wrote\n');
    // Slow enough that the disk does not fill before the kill.
    if (index >= 8) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

await store.put(endless());
