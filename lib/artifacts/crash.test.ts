import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBlobStore } from '#lib/blobs/create-blob-store.ts';
import type { Ctx } from '#lib/context.ts';
import { connectDb, db, disconnectDb } from '#lib/db/client.ts';
import { ensureProject } from '#lib/projects/ensure-project.ts';
import { retryWhileAway } from '#lib/queue/retry-while-away.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { applyMigrations } from '#lib/server/postgres/apply-migrations.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/server/postgres/start-embedded-postgres.ts';
import { listArtifacts } from './list-artifacts.ts';
import { saveArtifact } from './save-artifact.ts';

// A server of its own, because it is crashed.

const dataDir = mkdtempSync(path.join(tmpdir(), 'traza-crash-'));
let server: EmbeddedPostgres;
let ctx: Ctx;

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dir: path.join(dataDir, 'postgres'), durable: false });
  await applyMigrations(server.url);
  const project = await ensureProject(connectDb(server.url), 'default');
  const blobs = createBlobStore({ kind: 'postgres', dataDir, cacheBytes: 2 ** 30 });
  ctx = { actor: 'test', project, db: db(), blobs, now: () => new Date(), log: pino({ level: 'silent' }) };
});
afterAll(async () => {
  await disconnectDb();
  await server.stop('immediate');
  rmSync(dataDir, { recursive: true, force: true });
});

test('a file that was acknowledged is there, whole, after the database crashed', async () => {
  const { runId } = await createRun({ ctx, input: {} });
  const acknowledged = new Map<string, string>();
  for (let round = 0; round < 4; round += 1) {
    let stopped = false;
    const write = async (writer: number) => {
      for (let index = 0; !stopped; index += 1) {
        // Of one row, and of several; some again with the bytes of another round.
        const size = index % 5 === 4 ? 2_500_000 : 1_000 + index;
        const body = Buffer.alloc(size, `${index % 3 === 0 ? '' : round} ${writer} ${index} `);
        const name = `${round}/${writer}/${index}`;
        acknowledged.set(name, (await saveArtifact({ ctx, input: { runId, path: name, body } })).digest);
      }
    };
    const writers = Promise.allSettled([write(0), write(1), write(2)]);
    const enough = acknowledged.size + 20;
    while (acknowledged.size < enough) await new Promise(setImmediate);
    await server.stop('immediate');
    stopped = true;
    await writers;
    await server.start();
    const files = await retryWhileAway(() => listArtifacts({ ctx, input: { runId } }), 20_000);
    const there = new Map(files.map((file) => [file.path, file.digest]));
    for (const [name, digest] of acknowledged) {
      expect(there.get(name)).toBe(digest);
      // A whole blob is read against its digest.
      for await (const piece of await ctx.blobs.open(digest)) expect(piece.length).toBeGreaterThan(0);
    }
  }
}, 120_000);
