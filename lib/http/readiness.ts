import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pool } from '../db/client.ts';

export interface Readiness {
  ready: boolean;
  database: 'ok' | 'unreachable' | 'not migrated';
  pages: 'ok' | 'starting';
}

const slotKey = Symbol.for('traza.pagesReady');
const slots = globalThis as typeof globalThis & { [slotKey]?: boolean };

/** The front door says when Next can answer; where there is no front door there are no pages to wait for. */
export function setPagesReady(ready: boolean): void {
  slots[slotKey] = ready;
}

/** The newest committed migration's folder name. */
async function newestMigration(): Promise<string | undefined> {
  const folder = path.resolve(import.meta.dirname, '../../prisma/migrations');
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .at(-1);
}

async function databaseState(): Promise<Readiness['database']> {
  const newest = await newestMigration();
  try {
    const { rows } = await pool().query<{ found: boolean }>(
      "SELECT to_regclass('traza._prisma_migrations') IS NOT NULL AS found",
    );
    if (!rows[0]?.found) return 'not migrated';
    const applied = await pool().query(
      'SELECT 1 FROM traza._prisma_migrations WHERE migration_name = $1 AND finished_at IS NOT NULL AND rolled_back_at IS NULL',
      [newest ?? ''],
    );
    return newest === undefined || applied.rows.length > 0 ? 'ok' : 'not migrated';
  } catch {
    return 'unreachable';
  }
}

/** Whether this process can do its work: the database answers, carries our migrations, and pages can be drawn. */
export async function checkReadiness(): Promise<Readiness> {
  const database = await databaseState();
  const pages = slots[slotKey] === false ? 'starting' : 'ok';
  return { ready: database === 'ok' && pages === 'ok', database, pages };
}
