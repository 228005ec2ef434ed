import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { DomainError } from './errors.ts';

// Elsewhere processes that listen on one port do not share its connections.
const canSharePort = process.platform === 'linux';
const loopbackHosts = new Set(['127.0.0.1', '::1', 'localhost']);

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  TRAZA_HOST: z.string().min(1).default('127.0.0.1'),
  TRAZA_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  TRAZA_ALLOWED_HOSTS: z.string().default(''),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must look like postgresql://user:password@host:5432/database')
    .optional(),
  TRAZA_DATA: z.string().min(1).default('.traza'),
  TRAZA_BLOBS: z.enum(['postgres', 'file'], 'must be "postgres" or "file"').default('postgres'),
  TRAZA_CACHE_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(4 * 2 ** 30),
  TRAZA_WEB_PROCESSES: z.coerce
    .number()
    .int()
    .min(1)
    .max(8)
    .default(availableParallelism() >= 4 ? 2 : 1),
  TRAZA_WEB_PLACE: z.coerce.number().int().min(1).default(1),
  TRAZA_WORKER_SLOTS: z.coerce.number().int().min(1).max(64).default(2),
  TRAZA_LEASE_SECONDS: z.coerce.number().min(1).default(30),
  TRAZA_BEAT_SECONDS: z.coerce.number().min(0.2).default(10),
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export interface Env {
  port: number;
  host: string;
  loopback: boolean;
  token: string | undefined;
  allowedHosts: string[];
  databaseUrl: string | undefined;
  dataDir: string;
  blobs: 'postgres' | 'file';
  cacheBytes: number;
  /** Processes that answer requests, on one port. */
  webProcesses: number;
  /** Which of them this is, from 1 on; set by the supervisor. */
  webPlace: number;
  workerSlots: number;
  leaseMs: number;
  beatMs: number;
  logLevel: string;
  /** Set by the supervisor; outside it answers are checked against their schemas. */
  production: boolean;
}

/**
 * Reads the settings (README lists them). Empty strings count as unset, as in a compose file.
 * @throws DomainError INVALID_INPUT that names every bad variable.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
    throw new DomainError('INVALID_INPUT', `Bad setting: ${fields.map((f) => `${f.path} ${f.message}`).join('; ')}.`, {
      fields,
      hint: 'The README lists every setting with its default.',
    });
  }
  const value = parsed.data;
  const loopback = loopbackHosts.has(value.TRAZA_HOST);
  if (!loopback && !value.TRAZA_TOKEN) {
    throw new DomainError(
      'INVALID_INPUT',
      `TRAZA_HOST=${value.TRAZA_HOST} opens Traza to the network, and TRAZA_TOKEN is not set.`,
      {
        fields: [{ path: 'TRAZA_TOKEN', message: 'set a secret of 16 characters or more' }],
        hint: 'Set TRAZA_TOKEN, or leave TRAZA_HOST unset to listen on loopback only.',
      },
    );
  }
  if (value.TRAZA_BEAT_SECONDS * 2 > value.TRAZA_LEASE_SECONDS) {
    throw new DomainError(
      'INVALID_INPUT',
      'TRAZA_BEAT_SECONDS must be at most half of TRAZA_LEASE_SECONDS, or one late beat loses the lease.',
      {
        fields: [{ path: 'TRAZA_BEAT_SECONDS', message: `at most ${value.TRAZA_LEASE_SECONDS / 2}` }],
      },
    );
  }
  return {
    port: value.PORT,
    host: value.TRAZA_HOST,
    loopback,
    token: value.TRAZA_TOKEN,
    allowedHosts: value.TRAZA_ALLOWED_HOSTS.split(',')
      .map((host) => host.trim().toLowerCase())
      .filter(Boolean),
    databaseUrl: value.DATABASE_URL,
    dataDir: path.resolve(value.TRAZA_DATA),
    blobs: value.TRAZA_BLOBS,
    cacheBytes: value.TRAZA_CACHE_BYTES,
    webProcesses: canSharePort ? value.TRAZA_WEB_PROCESSES : 1,
    webPlace: value.TRAZA_WEB_PLACE,
    workerSlots: value.TRAZA_WORKER_SLOTS,
    leaseMs: value.TRAZA_LEASE_SECONDS * 1000,
    beatMs: value.TRAZA_BEAT_SECONDS * 1000,
    logLevel: value.LOG_LEVEL,
    production: value.NODE_ENV === 'production',
  };
}

let current: Env | undefined;

/** The settings of this process, parsed on first use. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}
