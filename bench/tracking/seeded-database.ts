import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { connectDb, disconnectDb } from '#lib/db/client.ts';
import { ensureProject } from '#lib/projects/ensure-project.ts';
import { applyMigrations } from '#lib/server/postgres/apply-migrations.ts';
import { readMigrations } from '#lib/server/postgres/read-migrations.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/server/postgres/start-embedded-postgres.ts';
import { projectRoot } from '#lib/server/project-root.ts';

interface SeededDatabaseInput<T> {
  /** Part of the folder's name. */
  name: string;
  /** Files whose change makes the kept data stale, besides the migrations. */
  sources: string[];
  seed: (of: { databaseUrl: string; projectId: string }) => Promise<T>;
  say: (text: string) => void;
}

/**
 * A database with much in it, kept below .traza/bench/ for the next bench and made anew when what made it has changed.
 * @returns the server, to be stopped by the caller, and what `seed` answered when it filled it
 */
export async function seededDatabase<T>(
  input: SeededDatabaseInput<T>,
): Promise<{ database: EmbeddedPostgres; seeded: T }> {
  const hash = createHash('sha256');
  for (const migration of await readMigrations()) hash.update(migration.checksum);
  for (const file of input.sources) hash.update(readFileSync(file));
  const shelf = path.join(projectRoot, '.traza/bench');
  const dir = path.join(shelf, `${input.name}-${hash.digest('hex').slice(0, 12)}`);
  const done = path.join(dir, 'seeded.json');
  if (existsSync(done)) {
    const database = await startEmbeddedPostgres({ dir });
    return { database, seeded: JSON.parse(readFileSync(done, 'utf8')) as T };
  }
  mkdirSync(shelf, { recursive: true });
  for (const old of readdirSync(shelf)) {
    if (old.startsWith(`${input.name}-`)) rmSync(path.join(shelf, old), { recursive: true, force: true });
  }
  input.say(`filling ${path.relative(projectRoot, dir)}; later benches keep it`);
  const database = await startEmbeddedPostgres({ dir });
  try {
    const seeded = await fill(database.url, input.seed);
    writeFileSync(done, JSON.stringify(seeded));
    return { database, seeded };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function fill<T>(databaseUrl: string, seed: SeededDatabaseInput<T>['seed']): Promise<T> {
  await applyMigrations(databaseUrl);
  // Verbs that a seeder calls look for the pool of the process.
  const project = await ensureProject(connectDb(databaseUrl), 'default');
  const seeded = await seed({ databaseUrl, projectId: project.id }).finally(disconnectDb);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
  await client.end();
  return seeded;
}
