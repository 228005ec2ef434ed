import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { isAlive } from '../../blobs/is-alive.ts';
import { env } from '../../env.ts';
import { DomainError } from '../../errors.ts';
import { quoteText } from './sql-quote.ts';

export interface OpenDuckDbOptions {
  /** The only files DuckDB may touch, inputs and outputs alike (absolute paths). */
  paths: string[];
  /** 1 where the bytes written must repeat. Default 2. */
  threads?: number;
  memoryMb?: number;
  /** Where it may spill; below TRAZA_DATA/tmp by default. */
  tempDir?: string;
  /** Interrupts what runs. */
  signal?: AbortSignal;
  /** Interrupts what runs after this long: for SQL that a client sent. */
  timeoutMs?: number;
}

export interface DuckDb {
  connection: DuckDBConnection;
  /** All rows of a small result, as DuckDB's own values. */
  rows(sql: string): Promise<DuckDBValue[][]>;
  close(): Promise<void>;
}

/**
 * An in-memory DuckDB that can read and write the given paths and nothing else: no other file, no network, no
 * extension, no setting can be reached from SQL. Time zone UTC, so that results do not depend on the machine.
 * Close it: that is what gives the memory back.
 * @throws DomainError UNPROCESSABLE from `rows` when `timeoutMs` ran out
 */
export async function openDuckDb(options: OpenDuckDbOptions): Promise<DuckDb> {
  const tempRoot = options.tempDir ?? path.join(env().dataDir, 'tmp', 'duckdb');
  await sweepTempFolders(tempRoot);
  const tempDir = path.join(tempRoot, `${process.pid}-${randomBytes(6).toString('hex')}`);
  await mkdir(tempDir, { recursive: true, mode: 0o700 });
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads ?? 2),
    memory_limit: `${options.memoryMb ?? 512}MB`,
    temp_directory: tempDir,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
  });
  const connection = await instance.connect();
  let timedOut = false;
  const interrupt = () => connection.interrupt();
  let timer: NodeJS.Timeout | undefined;
  const close = async () => {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', interrupt);
    connection.closeSync();
    instance.closeSync();
    await rm(tempDir, { recursive: true, force: true });
  };
  try {
    await connection.run(
      `SET allowed_paths = [${options.paths.map((file) => quoteText(path.resolve(file))).join(', ')}]`,
    );
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    options.signal?.throwIfAborted();
  } catch (error) {
    await close();
    throw error;
  }
  options.signal?.addEventListener('abort', interrupt, { once: true });
  if (options.timeoutMs !== undefined) {
    timer = setTimeout(() => {
      timedOut = true;
      interrupt();
    }, options.timeoutMs);
    timer.unref();
  }
  const rows = async (sql: string) => {
    try {
      return await (await connection.run(sql)).getRows();
    } catch (error) {
      options.signal?.throwIfAborted();
      if (timedOut) {
        throw new DomainError(
          'UNPROCESSABLE',
          `The query took longer than ${(options.timeoutMs ?? 0) / 1000} seconds and was stopped.`,
          {
            hint: 'Simplify the expression; a job has no such limit.',
          },
        );
      }
      throw error;
    }
  };
  return { connection, rows, close };
}

/** Opens DuckDB for one piece of work and closes it after, whatever happens. */
export async function withDuckDb<T>(options: OpenDuckDbOptions, work: (duck: DuckDb) => Promise<T>): Promise<T> {
  const duck = await openDuckDb(options);
  try {
    return await work(duck);
  } finally {
    await duck.close();
  }
}

/** Folders of processes that were killed before they could remove them. */
async function sweepTempFolders(tempRoot: string): Promise<void> {
  const names = await readdir(tempRoot).catch(() => []);
  for (const name of names) {
    const pid = Number(/^(\d+)-[0-9a-f]{12}$/.exec(name)?.[1]);
    if (pid > 0 && pid !== process.pid && !isAlive(pid))
      await rm(path.join(tempRoot, name), { recursive: true, force: true });
  }
}
