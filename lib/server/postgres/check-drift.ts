import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { applyMigrations } from './apply-migrations.ts';
import { diffModels } from './diff-models.ts';

/**
 * Compares prisma/models with what the committed migrations make of an empty database.
 * @param url a server on which a scratch database may be made
 * @returns undefined when they agree, otherwise what to do and the SQL that is missing
 */
export async function checkDrift(url: string): Promise<string | undefined> {
  const sql = await withScratchDatabase(url, async (scratch) => {
    await applyMigrations(scratch);
    return diffModels({ url: scratch, from: 'database' });
  });
  if (sql === '') return undefined;
  return `prisma/models and prisma/migrations differ. Run: npm run migration -- <name>, and commit what it writes. Missing:\n${sql}`;
}

/** Runs `work` on an empty database of its own and drops it. */
export async function withScratchDatabase<T>(url: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `traza_scratch_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name}`);
    try {
      const scratch = new URL(url);
      scratch.pathname = `/${name}`;
      return await work(scratch.toString());
    } finally {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  } finally {
    await admin.end();
  }
}
