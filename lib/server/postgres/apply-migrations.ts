import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DomainError } from '#lib/errors.ts';
import { type Migration, readMigrations } from './read-migrations.ts';

// The lock that Prisma's own migrate takes, so that both never run at once.
const prismaLock = 72707369;

const migrationsTable = `CREATE TABLE IF NOT EXISTS traza._prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface AppliedRow {
  migration_name: string;
  checksum: string;
  finished: boolean;
}

/**
 * Brings the database at `url` to the committed migrations, each in one transaction, and records them where
 * `prisma migrate deploy` looks (with ?schema=traza). Starters that come at once wait for each other.
 * @returns the names of the migrations that were applied now
 * @throws DomainError CONFLICT when the history of the database is not ours, UNPROCESSABLE when a migration fails
 */
export async function applyMigrations(url: string, { dir }: { dir?: string } = {}): Promise<string[]> {
  const migrations = await readMigrations(dir);
  const client = new Client({ connectionString: url, application_name: 'traza migrations' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
    const pending = pendingMigrations(migrations, await appliedMigrations(client));
    for (const migration of pending) await applyMigration(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    // Ends the session, and the lock with it.
    await client.end();
  }
}

async function appliedMigrations(client: Client): Promise<AppliedRow[]> {
  const { rows: tables } = await client.query("SELECT to_regclass('traza._prisma_migrations') AS found");
  if (tables[0]?.found === null) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS traza; ${migrationsTable}`).catch((cause: Error) => {
      throw new DomainError('FORBIDDEN', `The schema "traza" cannot be made in this database: ${cause.message}.`, {
        hint: 'Give the user of DATABASE_URL the right: GRANT CREATE ON DATABASE <name> TO <user>.',
        cause,
      });
    });
    return [];
  }
  const { rows } = await client.query<AppliedRow>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM traza._prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

/** Those not applied yet; refuses a database whose history is another one. Pure. */
export function pendingMigrations(migrations: Migration[], applied: AppliedRow[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const migration = known.get(row.migration_name);
    if (!migration) {
      throw new DomainError(
        'CONFLICT',
        `The database carries the migration ${row.migration_name}, which this Traza does not know.`,
        {
          hint: 'A newer Traza has used it: start that version, or use another TRAZA_DATA or DATABASE_URL.',
        },
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new DomainError(
        'CONFLICT',
        `The migration ${row.migration_name} was changed after this database applied it.`,
        {
          hint: 'Put the committed file back and write the change as a new migration (npm run migration -- <name>).',
        },
      );
    }
    if (!row.finished) {
      throw new DomainError(
        'CONFLICT',
        `The migration ${row.migration_name} was begun in this database and not finished.`,
        {
          hint: `Repair the database by hand, then run: prisma migrate resolve --rolled-back ${row.migration_name}`,
        },
      );
    }
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return migrations.filter((migration) => !done.has(migration.name));
}

async function applyMigration(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO traza._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {});
    throw new DomainError(
      'UNPROCESSABLE',
      `The migration ${migration.name} failed: ${cause instanceof Error ? cause.message : cause}`,
      {
        hint: 'Nothing of it was kept. Repair the cause and start again.',
        cause,
      },
    );
  }
}
