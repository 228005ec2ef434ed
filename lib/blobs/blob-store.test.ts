import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { pool } from '../db/client.ts';
import { testDatabase } from '../testing/test-database.ts';
import type { BlobStore } from './blob-store.ts';
import { createBlobStore } from './create-blob-store.ts';
import { blobReferences } from './sql/blob-rows.ts';

const mib = 2 ** 20;
const { url, dataDir } = await testDatabase();

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** The same bytes each time, made piece by piece. */
function* pattern(pieces: number, pieceBytes = mib, salt = 0): Generator<Uint8Array> {
  for (let index = 0; index < pieces; index++) yield Buffer.alloc(pieceBytes, (index + salt) % 251);
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes of buffers still in use, without those that wait to be collected. */
function retained(): number {
  // V8 gives back what a collection found on another thread, and waits for that thread at the next one.
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

async function countChunks(): Promise<number> {
  const { rows } = await pool().query<{ n: string }>('SELECT count(*) AS n FROM traza.blob_chunk');
  return Number(rows[0]?.n);
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe.each(['postgres', 'file'] as const)('the %s blob store', (kind) => {
  const root = path.join(dataDir, kind);
  const store: BlobStore = createBlobStore({ kind, dataDir: root, cacheBytes: 64 * mib });

  /** Everything a broken write could have left: rows, files. */
  async function remains(): Promise<string> {
    return JSON.stringify([await countChunks(), filesBelow(path.join(root, 'blobs'))]);
  }

  test('keeps an empty blob and a single byte', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from(kind.slice(0, 1))]) {
      const info = await store.put(bytes);
      expect(info).toEqual({ digest: sha256(bytes), size: bytes.length });
      expect(await store.has(info.digest)).toBe(true);
      expect(await store.stat(info.digest)).toEqual(info);
      expect(await readAll(await store.open(info.digest))).toEqual(bytes);
      expect(readFileSync(await store.localPath(info.digest))).toEqual(bytes);
      await store.release(info.digest);
    }
  });

  test('keeps bytes that come in odd pieces, from a web stream too', async () => {
    const bytes = randomBytes(2 * mib + 12_345);
    let at = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= bytes.length) controller.close();
        else controller.enqueue(bytes.subarray(at, at + 70_001));
        at += 70_001;
      },
    });
    const info = await store.put(stream);
    expect(info.digest).toBe(sha256(bytes));
    expect((await readAll(await store.open(info.digest))).equals(bytes)).toBe(true);
  });

  test('says NOT_FOUND for bytes it has not, and refuses what is no digest', async () => {
    const missing = sha256(randomBytes(8));
    expect(await store.has(missing)).toBe(false);
    expect(await store.stat(missing)).toBeNull();
    expect(await failure(store.open(missing))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await failure(store.localPath(missing))).toMatchObject({ code: 'NOT_FOUND' });
    for (const hostile of ['../../etc/passwd', '', missing.toUpperCase(), `${missing}/..`]) {
      expect(await failure(store.open(hostile))).toMatchObject({ code: 'INVALID_INPUT' });
      expect(await failure(store.localPath(hostile))).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });

  test('streams 50 MB in and out in flat memory', async () => {
    const pieces = 50;
    const expected = createHash('sha256');
    for (const piece of pattern(pieces, mib, kind.length)) expected.update(piece);
    // Warms the connections, so that the figure below is the stream's own.
    await store.put(pattern(4, mib - 1));
    const before = retained();
    let peak = 0;
    const watched = function* () {
      for (const piece of pattern(pieces, mib, kind.length)) {
        yield piece;
        peak = Math.max(peak, retained() - before);
      }
    };
    const info = await store.put(watched());
    expect(info).toEqual({ digest: expected.digest('hex'), size: pieces * mib });
    let size = 0;
    for await (const piece of await store.open(info.digest)) {
      size += piece.length;
      if (size % mib === 0) peak = Math.max(peak, retained() - before);
    }
    expect(size).toBe(pieces * mib);
    expect(peak).toBeLessThan(16 * mib);
  });

  test('gives any range', async () => {
    const bytes = randomBytes(3 * mib + 5);
    const { digest } = await store.put(bytes);
    for (const [start, end] of [
      [0, 1],
      [mib - 1, mib + 1],
      [mib, 2 * mib],
      [5, 3 * mib + 5],
      [3 * mib + 4, 3 * mib + 5],
      [17, 17],
    ] as const) {
      expect((await readAll(await store.open(digest, { start, end }))).equals(bytes.subarray(start, end))).toBe(true);
    }
    expect((await readAll(await store.open(digest, { start: 100 }))).equals(bytes.subarray(100))).toBe(true);
    for (const range of [{ start: -1 }, { start: 5, end: 4 }, { end: bytes.length + 1 }, { start: 0.5 }]) {
      expect(await failure(store.open(digest, range))).toMatchObject({ code: 'RANGE_NOT_SATISFIABLE' });
    }
  });

  test('lets many write the same bytes at once, and keeps one copy', async () => {
    const bytes = randomBytes(mib + 1);
    const chunks = await countChunks();
    const results = await Promise.all(Array.from({ length: 8 }, () => store.put(bytes)));
    expect(new Set(results.map((info) => info.digest))).toEqual(new Set([sha256(bytes)]));
    expect((await readAll(await store.open(sha256(bytes)))).equals(bytes)).toBe(true);
    expect((await countChunks()) - chunks).toBe(kind === 'postgres' ? 2 : 0);
    expect(filesBelow(path.join(root, 'blobs', 'incoming'))).toEqual([]);
  });

  test('refuses bytes with another digest than announced, too many bytes, a broken source and a withdrawn one', async () => {
    const bytes = randomBytes(mib + 1);
    const before = await remains();
    const other = sha256(Buffer.from('other'));
    expect(await failure(store.put(bytes, { expectedDigest: other }))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await failure(store.put(bytes, { maxBytes: mib }))).toMatchObject({ code: 'TOO_LARGE' });
    async function* broken() {
      yield bytes;
      throw new Error('the browser was closed');
    }
    expect(await failure(store.put(broken()))).toMatchObject({ message: 'the browser was closed' });
    const abort = new AbortController();
    async function* withdrawn() {
      yield bytes;
      abort.abort(new Error('withdrawn'));
      yield bytes;
    }
    expect(await failure(store.put(withdrawn(), { signal: abort.signal }))).toMatchObject({ message: 'withdrawn' });
    expect(await store.has(sha256(bytes))).toBe(false);
    expect(await remains()).toBe(before);
  });

  test('accepts bytes with the digest announced', async () => {
    const bytes = randomBytes(100);
    expect(await store.put(bytes, { expectedDigest: sha256(bytes) })).toEqual({ digest: sha256(bytes), size: 100 });
  });

  test('stops reading when the reader leaves', async () => {
    const { digest } = await store.put(randomBytes(3 * mib));
    const stream = await store.open(digest);
    for await (const _ of stream) break;
    expect(stream.locked).toBe(false);
    expect(await store.has(digest)).toBe(true);
  });

  test('leaves nothing visible when the writer is killed in the middle, and sweeps what it left', async () => {
    const before = await countChunks();
    const writer = fileURLToPath(new URL('./testing/endless-writer.ts', import.meta.url));
    const child = spawn(process.execPath, [writer, url, kind, root], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // The child says so once some pieces are stored for certain.
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (data) => String(data).includes('wrote') && resolve()),
    );
    child.kill('SIGKILL');
    await ended;
    const { rows } = await pool().query<{ n: string }>('SELECT count(*) AS n FROM traza.blob WHERE size >= $1', [
      60 * mib,
    ]);
    expect(Number(rows[0]?.n)).toBe(0);
    const left =
      kind === 'postgres' ? (await countChunks()) - before : filesBelow(path.join(root, 'blobs', 'incoming')).length;
    expect(left).toBeGreaterThan(0);
    expect(await store.sweepOrphans({ olderThanMs: 3_600_000 })).toEqual({ removed: 0 });
    // The killed process's last statement may still be running in the server.
    await vi.waitFor(async () => {
      await store.sweepOrphans({ olderThanMs: 0 });
      expect(await countChunks()).toBe(before);
    });
    expect(filesBelow(path.join(root, 'blobs', 'incoming'))).toEqual([]);
  });

  test('never shows the end of damaged bytes', async () => {
    const bytes = randomBytes(2 * mib + 10);
    const { digest } = await store.put(bytes);
    if (kind === 'postgres') {
      await pool().query(
        `UPDATE traza.blob_chunk SET bytes = set_byte(bytes, 3, get_byte(bytes, 3) # 1)
         WHERE index = 2 AND content_id = (SELECT content_id FROM traza.blob WHERE digest = $1)`,
        [digest],
      );
    } else {
      const file = path.join(root, 'blobs', digest.slice(0, 2), digest.slice(2, 4), digest);
      const damaged = readFileSync(file);
      damaged[2 * mib + 3] = (damaged[2 * mib + 3] ?? 0) ^ 1;
      writeFileSync(file, damaged);
    }
    let seen = 0;
    const error = await failure(
      (async () => {
        for await (const piece of await store.open(digest)) seen += piece.length;
      })(),
    );
    expect(error).toMatchObject({ code: 'CORRUPT_BLOB' });
    expect(seen).toBeLessThan(bytes.length);
    expect(await failure(store.localPath(digest))).toMatchObject({ code: 'CORRUPT_BLOB' });
  });

  test('tells of missing bytes', async () => {
    const bytes = randomBytes(2 * mib);
    const { digest } = await store.put(bytes);
    if (kind === 'postgres') {
      await pool().query(
        'DELETE FROM traza.blob_chunk WHERE index = 1 AND content_id = (SELECT content_id FROM traza.blob WHERE digest = $1)',
        [digest],
      );
    } else {
      await rm(path.join(root, 'blobs', digest.slice(0, 2), digest.slice(2, 4), digest));
    }
    expect(await failure(store.open(digest).then(readAll))).toMatchObject({ code: 'CORRUPT_BLOB' });
    expect(await failure(store.open(digest, { start: mib, end: mib + 10 }).then(readAll))).toMatchObject({
      code: 'CORRUPT_BLOB',
    });
    if (kind === 'file') {
      // The same bytes sent again heal it.
      await store.put(bytes);
      expect((await readAll(await store.open(digest))).equals(bytes)).toBe(true);
    }
  });

  test('collects what nothing names, and keeps what a row names or somebody just wrote', async () => {
    const [named, loose, fresh] = await Promise.all([8, 9, 10].map((size) => store.put(randomBytes(size))));
    if (!named || !loose || !fresh) throw new Error('three blobs were written');
    await pool().query("UPDATE traza.blob SET created_at = now() - interval '2 days' WHERE digest = ANY($1)", [
      [named.digest, loose.digest],
    ]);
    await pool().query(
      `INSERT INTO traza.code_version (digest, kind, manifest, archive_digest) VALUES ($1, 'test', '{}', $2)`,
      [sha256(randomBytes(8)), named.digest],
    );
    const chunks = await countChunks();
    const done = await store.collectGarbage({ olderThanMs: 86_400_000 });
    expect(done).toEqual({ blobs: 1, bytes: 9 });
    expect([await store.has(named.digest), await store.has(loose.digest), await store.has(fresh.digest)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(chunks - (await countChunks())).toBe(kind === 'postgres' ? 1 : 0);
    if (kind === 'file')
      expect(filesBelow(path.join(root, 'blobs')).some((file) => file.endsWith(loose.digest))).toBe(false);
  });
});

test('every column that could name bytes is known to the garbage collector, or known to name something else', async () => {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'traza' AND column_name LIKE '%digest%'`,
  );
  const others = [
    'blob.digest',
    'code_version.digest',
    'dataset_version.digest',
    'dataset_version.recipe_digest',
    'idempotency_key.request_digest',
    'logged_dataset.digest',
    'logged_model_metric.dataset_digest',
    'model_version.digest',
    'recipe.code_digest',
    'recipe.digest',
    'run.environment_digest',
    'run.recipe_digest',
    'run_input.digest',
    'run_input.digest_after',
    'run_input.digest_before',
    'run_recipe.digest',
  ];
  const known = [...others, ...blobReferences.map(([table, column]) => `${table}.${column}`)];
  expect(rows.map((row) => row.name).toSorted()).toEqual(known.toSorted());
});

describe('local files', () => {
  test('postgres: the cache stays within its bound, drops the file used longest ago, and keeps files in use', async () => {
    const root = path.join(dataDir, 'small-cache');
    const store = createBlobStore({ kind: 'postgres', dataDir: root, cacheBytes: 3 * mib });
    const blobs = await Promise.all([1, 2, 3, 4, 5].map((fill) => store.put(Buffer.alloc(mib, fill))));
    const [a, b, c, d] = blobs.map((blob) => blob.digest);
    if (!a || !b || !c || !d) throw new Error('blobs were written');
    const cached = () => readdirSync(path.join(root, 'cache', 'blobs', 'files'));
    const inUse = await store.localPath(a);
    for (const digest of [b, c]) {
      await store.localPath(digest);
      await store.release(digest);
    }
    expect(cached().toSorted()).toEqual([a, b, c].toSorted());
    await store.localPath(d);
    expect(cached().toSorted()).toEqual([a, c, d].toSorted());
    expect(statSync(inUse).size).toBe(mib);
    await store.localPath(b);
    const full = await failure(store.localPath(blobs[4]?.digest ?? ''));
    expect(full).toMatchObject({ code: 'UNPROCESSABLE' });
    expect(String(full)).toContain('in use');
    await store.release(a);
    await store.localPath(blobs[4]?.digest ?? '');
    expect(cached()).not.toContain(a);
  });

  test('a damaged file in the cache is noticed by the next process and fetched again', async () => {
    const root = path.join(dataDir, 'damaged-cache');
    const store = createBlobStore({ kind: 'postgres', dataDir: root, cacheBytes: 3 * mib });
    const bytes = randomBytes(1000);
    const { digest } = await store.put(bytes);
    const file = await store.localPath(digest);
    await store.release(digest);
    writeFileSync(file, randomBytes(1000));
    expect(readFileSync(await store.localPath(digest)).equals(bytes)).toBe(true);
  });

  test('many callers at once get one file', async () => {
    const root = path.join(dataDir, 'shared-cache');
    const store = createBlobStore({ kind: 'postgres', dataDir: root, cacheBytes: 30 * mib });
    const bytes = randomBytes(2 * mib);
    const { digest } = await store.put(bytes);
    const files = await Promise.all(Array.from({ length: 6 }, () => store.localPath(digest)));
    expect(new Set(files).size).toBe(1);
    expect(readFileSync(files[0] ?? '').equals(bytes)).toBe(true);
  });
});

/** A file system of 4 MB of its own, or the reason why there is none. */
async function smallDisk(): Promise<{ folder: string } | { reason: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'traza-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'pipe' });
    return { folder };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return { reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}

const disk = await smallDisk();

describe('a full disk', () => {
  const cleanUp: (() => void)[] = [];
  afterEach(() => {
    for (const undo of cleanUp.splice(0)) undo();
  });
  const skipped = 'reason' in disk ? disk.reason : undefined;
  if (skipped) console.warn(`Skipped: tests of a full disk need to mount a small file system, as root (${skipped}).`);

  test.skipIf(skipped)(
    'file: DISK_FULL, nothing visible, nothing half-written, and it works again with room',
    async () => {
      if (!('folder' in disk)) throw new Error('no disk');
      const store = createBlobStore({ kind: 'file', dataDir: disk.folder, cacheBytes: mib });
      const error = await failure(store.put(pattern(8, mib - 3)));
      expect(error).toMatchObject({ code: 'DISK_FULL', hint: expect.stringContaining('Free space') });
      const expected = createHash('sha256');
      for (const piece of pattern(8, mib - 3)) expected.update(piece);
      expect(await store.has(expected.digest('hex'))).toBe(false);
      expect(filesBelow(disk.folder)).toEqual([]);
      const { digest } = await store.put(pattern(2, mib - 3));
      expect((await readAll(await store.open(digest))).length).toBe(2 * (mib - 3));
    },
  );

  test.skipIf(skipped)('postgres: the cache on a full disk says DISK_FULL and leaves nothing', async () => {
    if (!('folder' in disk)) throw new Error('no disk');
    const folder = path.join(disk.folder, 'cache-test');
    mkdirSync(folder);
    const store = createBlobStore({ kind: 'postgres', dataDir: folder, cacheBytes: 100 * mib });
    const { digest } = await store.put(pattern(7, mib - 7));
    expect(await failure(store.localPath(digest))).toMatchObject({ code: 'DISK_FULL' });
    expect(filesBelow(folder)).toEqual([]);
  });

  test.skipIf(skipped)('postgres: the database on a full disk says DISK_FULL, nothing visible', async () => {
    if (!('folder' in disk)) throw new Error('no disk');
    const space = path.join(disk.folder, 'tablespace');
    mkdirSync(space, { mode: 0o777 });
    const { rows } = await pool().query<{ data_directory: string }>('SHOW data_directory');
    const owner = statSync(rows[0]?.data_directory ?? '');
    execFileSync('chown', [`${owner.uid}:${owner.gid}`, space]);
    execFileSync('chmod', ['755', disk.folder]);
    await pool().query(`CREATE TABLESPACE small_disk LOCATION '${space}'`);
    try {
      // An empty copy of the table on the small disk; the real one is moved aside with its rows.
      await pool().query('ALTER TABLE traza.blob_chunk RENAME TO blob_chunk_aside');
      await pool().query(
        'CREATE TABLE traza.blob_chunk (LIKE traza.blob_chunk_aside INCLUDING ALL) TABLESPACE small_disk',
      );
      const store = createBlobStore({ kind: 'postgres', dataDir, cacheBytes: mib });
      const bytes = randomBytes(8 * mib);
      expect(await failure(store.put(bytes))).toMatchObject({ code: 'DISK_FULL' });
      expect(await store.has(sha256(bytes))).toBe(false);
      expect(await countChunks()).toBe(0);
    } finally {
      await pool().query('DROP TABLE IF EXISTS traza.blob_chunk');
      await pool().query('ALTER TABLE traza.blob_chunk_aside RENAME TO blob_chunk');
      await pool().query('DROP TABLESPACE small_disk');
    }
  });

  test.skipIf(skipped)('the small file system goes away again', async () => {
    if (!('folder' in disk)) throw new Error('no disk');
    execFileSync('umount', [disk.folder]);
    await rm(disk.folder, { recursive: true, force: true });
    expect(filesBelow(disk.folder)).toEqual([]);
  });
});
