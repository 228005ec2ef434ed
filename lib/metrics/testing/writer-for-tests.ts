import pino from 'pino';
import { createBlobStore } from '../../blobs/create-blob-store.ts';
import { connectDb, db } from '../../db/client.ts';
import { logBatch } from '../../runs/log-batch.ts';
import { requestOf } from './kill-requests.ts';

// A process that writes until it is killed: four requests at once, one after another, each told to the parent when it
// was answered. Arguments: database, project, run, number of its first request.

const [, , url = '', projectId = '', runId = '', first = '0'] = process.argv;
connectDb(url);
const ctx = {
  actor: 'test',
  project: { id: projectId, slug: 'kills' },
  db: db(),
  blobs: createBlobStore({ kind: 'postgres', dataDir: '.', cacheBytes: 2 ** 20 }),
  now: () => new Date(),
  log: pino({ level: 'silent' }),
};

let next = Number(first);

async function write(): Promise<void> {
  for (;;) {
    const number = next++;
    await logBatch({ ctx, input: { runId, metrics: requestOf(number) } });
    process.send?.(number);
    // As a client does that heard no answer.
    if (number % 5 === 0) await logBatch({ ctx, input: { runId, metrics: requestOf(number) } });
  }
}

await Promise.all([write(), write(), write(), write()]);
