import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, open, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { DomainError } from '#lib/errors.ts';
import { freePort } from './free-port.ts';
import { type PostgresAccount, postgresAccount } from './postgres-account.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { stopStaleServer } from './stop-stale-server.ts';

const databaseName = 'traza';
// Not "traza": the schema of a user's own name is searched first, which would hide statements that forget to name it.
const userName = 'traza_owner';
const majorVersion = '18';

// Before it is used the whole product stays below 600 MB; durability settings are left as they come.
const settings = {
  shared_buffers: `${sharedBuffersMb()}MB`,
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: `${Math.max(512, 2 * sharedBuffersMb())}MB`,
  // Pages mostly come from the page cache or an SSD: a walk along an index costs little more than reading in order.
  random_page_cost: '1.1',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  // Of two cores one is left to whoever waits for the answer.
  max_parallel_workers_per_gather: availableParallelism() > 2 ? '2' : '1',
  autovacuum_max_workers: '2',
  // Three helper processes less; reads here come from the page cache.
  io_method: 'sync',
  jit: 'off',
  max_wal_senders: '0',
  wal_level: 'minimal',
  max_wal_size: '1GB',
  wal_compression: 'pglz',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  // A client whose machine went away must not hold locks for the two hours of the TCP default.
  tcp_keepalives_idle: '60',
  client_connection_check_interval: '10s',
};

/** A sixteenth of the memory there is, from 64 MB to 1 GB. The server takes it page by page, as it fills. */
function sharedBuffersMb(): number {
  // In a container the limit counts; without one it is beyond any machine's memory, or 0 where nobody knows.
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.round(Math.min(1_024, Math.max(64, bytes / 16 / 2 ** 20)));
}

// Still survives a crash of the server itself, which tests rely on.
const fragile = { fsync: 'off', full_page_writes: 'off' };

export interface EmbeddedPostgres {
  /** Address of the database, password included. Stays the same over stop and start. */
  url: string;
  port: number;
  /** Folder below which everything lies. */
  dir: string;
  /** Pid of the server, undefined while it is stopped. */
  pid(): number | undefined;
  /** 'fast' disconnects clients and flushes; 'immediate' ends it as a crash would, and the next start recovers. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  /** Hears of a server that ended without being told to. */
  onCrash(listener: (reason: string) => void): void;
}

export interface StartEmbeddedPostgresInput {
  /** The server owns this folder; it is made when missing. */
  dir: string;
  /** false gives up safety at power loss for speed; for tests. */
  durable?: boolean;
  /** Default 120: of web processes fifty, the rest for workers, their jobs and people. */
  maxConnections?: number;
  /** Told of steps that take time. */
  onStep?: (step: string) => void;
}

/**
 * Starts the PostgreSQL that npm installed on `dir`, as a child of this process: initialised on first use with a
 * random password (file `password`, mode 0600), on a free loopback port that is kept (file `port`). What a killed
 * parent left running there is stopped first. The caller holds the lock of the data folder.
 * @throws DomainError UNAVAILABLE with a remedy when it cannot start
 */
export async function startEmbeddedPostgres(input: StartEmbeddedPostgresInput): Promise<EmbeddedPostgres> {
  const dir = path.resolve(input.dir);
  const pgdata = path.join(dir, 'data');
  const binaries = postgresBinaries();
  await mkdir(dir, { recursive: true });
  const account = postgresAccount({ folders: [dir, binaries.postgres] });
  await makeExecutable(binaries);
  const password = await ensureCluster({ dir, pgdata, account, initdb: binaries.initdb, input });
  const stopped = await stopStaleServer(pgdata);
  if (stopped) input.onStep?.(`stopped the database server ${stopped} that an earlier start had left behind`);

  let crash: (reason: string) => void = () => {};
  let child: ChildProcess | undefined;
  let port = await freePort(Number(await readFile(path.join(dir, 'port'), 'utf8').catch(() => '0')) || 0);
  const url = () => `postgresql://${userName}:${password}@127.0.0.1:${port}/${databaseName}`;

  const start = async () => {
    if (child) return;
    const started = await spawnServer({
      dir,
      pgdata,
      port,
      account,
      postgres: binaries.postgres,
      durable: input.durable ?? true,
      maxConnections: input.maxConnections ?? 120,
    });
    child = started;
    started.once('exit', (code, signal) => {
      if (child !== started) return;
      child = undefined;
      crash(`the database server ended (${signal ?? `exit code ${code}`}); see ${path.join(dir, 'server.log')}`);
    });
    await waitUntilReady({ dir, child: started, url: url().replace(/[^/]*$/, 'postgres') });
  };
  const stop = async (mode: 'fast' | 'immediate' = 'fast') => {
    const running = child;
    child = undefined;
    if (running) await stopServer(running, mode);
  };

  // Between asking for a free port and taking it another program may have taken it.
  for (let attempt = 1; ; attempt++) {
    try {
      await start();
      break;
    } catch (error) {
      await stop('immediate');
      if (attempt === 3 || !/could not bind|Address already in use/.test(String(error))) throw error;
      port = await freePort();
    }
  }
  await writeFile(path.join(dir, 'port'), `${port}\n`);
  await ensureDatabase(url());
  return { url: url(), port, dir, pid: () => child?.pid, stop, start, onCrash: (listener) => (crash = listener) };
}

async function makeExecutable(binaries: Record<string, string>): Promise<void> {
  for (const file of Object.values(binaries)) {
    const { mode } = await stat(file);
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
}

interface EnsureClusterInput {
  dir: string;
  pgdata: string;
  account: PostgresAccount;
  initdb: string;
  input: StartEmbeddedPostgresInput;
}

/** Makes the data folder on first use. It gets its name when it is complete, so an interrupted start leaves none. */
async function ensureCluster({ dir, pgdata, account, initdb, input }: EnsureClusterInput): Promise<string> {
  const passwordFile = path.join(dir, 'password');
  if (existsSync(pgdata)) {
    const version = (await readFile(path.join(pgdata, 'PG_VERSION'), 'utf8').catch(() => 'none')).trim();
    if (version !== majorVersion) {
      throw new DomainError(
        'UNAVAILABLE',
        `${pgdata} was written by PostgreSQL ${version}; this Traza carries ${majorVersion}.`,
        {
          hint: 'Dump it with the Traza that wrote it (pg_dump), start with a new TRAZA_DATA and load the dump.',
        },
      );
    }
    return (await readFile(passwordFile, 'utf8')).trim();
  }
  input.onStep?.('initialising the embedded database');
  const password = randomBytes(24).toString('hex');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const fresh = `${pgdata}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  // initdb runs as another user when we are root, and that user may not read our password file.
  const lent = path.join(dir, 'password.initdb');
  await writeFile(lent, `${password}\n`, { mode: 0o600 });
  if (account.owner) {
    await chown(fresh, account.owner.uid, account.owner.gid);
    await chown(lent, account.owner.uid, account.owner.gid);
  }
  try {
    await runInitdb({ account, initdb, fresh, lent, durable: input.durable ?? true });
  } finally {
    await rm(lent, { force: true });
  }
  await rename(fresh, pgdata);
  return password;
}

async function runInitdb(of: {
  account: PostgresAccount;
  initdb: string;
  fresh: string;
  lent: string;
  durable: boolean;
}): Promise<void> {
  const { command, args, options } = of.account.launch(of.initdb, [
    `--pgdata=${of.fresh}`,
    `--pwfile=${of.lent}`,
    `--username=${userName}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of names on every machine, whatever locales it has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(of.durable ? [] : ['--no-sync']),
  ]);
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], env: serverEnv() });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).catch((error: Error) => {
    output += error.message;
    return null;
  });
  if (code === 0) return;
  throw new DomainError(
    'UNAVAILABLE',
    `The embedded database could not be initialised in ${of.fresh}: ${output.trim().split('\n').slice(-3).join(' ')}`,
    {
      hint: 'Check that the folder can be written and has space, set TRAZA_DATA to another one, or set DATABASE_URL to a PostgreSQL of your own.',
    },
  );
}

function serverEnv(): typeof process.env {
  // PG* variables of the user's shell speak of another server.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
  return { ...(env as typeof process.env), LC_ALL: 'C', TZ: 'UTC' };
}

interface SpawnServerInput {
  dir: string;
  pgdata: string;
  port: number;
  account: PostgresAccount;
  postgres: string;
  durable: boolean;
  maxConnections: number;
}

async function spawnServer({
  dir,
  pgdata,
  port,
  account,
  postgres,
  durable,
  maxConnections,
}: SpawnServerInput): Promise<ChildProcess> {
  const flags = Object.entries({
    ...settings,
    ...(durable ? {} : fragile),
    port: String(port),
    max_connections: String(maxConnections),
  });
  const { command, args, options } = account.launch(postgres, [
    '-D',
    pgdata,
    ...flags.flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ]);
  const logFile = path.join(dir, 'server.log');
  const { size } = await stat(logFile).catch(() => ({ size: 0 }));
  if (size > 5 * 2 ** 20) await truncate(logFile);
  const log = await open(logFile, 'a', 0o600);
  try {
    // A group of its own: Ctrl-C reaches the whole foreground group, and the database must go last.
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
      env: serverEnv(),
    });
    await once(child, 'spawn');
    return child;
  } finally {
    await log.close();
  }
}

async function waitUntilReady({ dir, child, url }: { dir: string; child: ChildProcess; url: string }): Promise<void> {
  const { size: logStart } = await stat(path.join(dir, 'server.log'));
  for (const end = Date.now() + 60_000; Date.now() < end; await delay(15)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      // 28P01: it answers, and our password is not the one it knows.
      if ((error as { code?: string }).code === '28P01') {
        throw new DomainError(
          'UNAVAILABLE',
          `The database in ${dir} does not accept the password in ${path.join(dir, 'password')}.`,
          {
            hint: 'Put the password file of that data folder back, or start with a new TRAZA_DATA.',
          },
        );
      }
    } finally {
      await client.end().catch(() => {});
    }
  }
  const log = (await readFile(path.join(dir, 'server.log'), 'utf8').catch(() => ''))
    .slice(Math.max(0, logStart - 2000))
    .trim();
  throw new DomainError(
    'UNAVAILABLE',
    `The embedded database did not start: ${log.split('\n').slice(-4).join(' | ') || 'no output'}`,
    {
      hint: `Its log is ${path.join(dir, 'server.log')}.`,
    },
  );
}

async function stopServer(child: ChildProcess, mode: 'fast' | 'immediate'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  const late = setTimeout(() => child.kill('SIGQUIT'), 20_000);
  await ended;
  clearTimeout(late);
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url.replace(/[^/]*$/, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (!rowCount) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}
