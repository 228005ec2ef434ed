import path from 'node:path';
import type { Env } from '#lib/env.ts';
import type { LogStream } from './log-stream.ts';
import { applyMigrations } from './postgres/apply-migrations.ts';
import { checkDatabase } from './postgres/check-database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres/start-embedded-postgres.ts';

export interface OpenDatabase {
  url: string;
  /** undefined when DATABASE_URL names another server. */
  embedded: EmbeddedPostgres | undefined;
}

/**
 * The database of this start, migrated: the one of DATABASE_URL, or the embedded one in the data folder.
 * @param onStarted hears of the embedded server as soon as it runs, so that it is stopped whatever fails afterwards
 */
export async function openDatabase(input: {
  env: Env;
  log: LogStream;
  onStarted: (embedded: EmbeddedPostgres) => void;
}): Promise<OpenDatabase> {
  const { env, log, onStarted } = input;
  let url = env.databaseUrl;
  let embedded: EmbeddedPostgres | undefined;
  if (url) {
    const { version } = await checkDatabase(url);
    log.say('info', `database: PostgreSQL ${version} of DATABASE_URL`);
  } else {
    embedded = await startEmbeddedPostgres({
      dir: path.join(env.dataDir, 'postgres'),
      onStep: (step) => log.say('info', `database: ${step}`),
    });
    onStarted(embedded);
    url = embedded.url;
  }
  const applied = await applyMigrations(url);
  if (applied.length > 0)
    log.say('info', `database: applied ${applied.length === 1 ? 'one migration' : `${applied.length} migrations`}`);
  return { url, embedded };
}
