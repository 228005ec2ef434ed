import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../project-root.ts';

export interface Migration {
  /** Folder name, `<timestamp>_<name>`; migrations are applied in the order of these names. */
  name: string;
  sql: string;
  /** SHA-256 of the file as Prisma takes it: over its bytes, lower-case hex. */
  checksum: string;
}

export const migrationsDir = path.join(projectRoot, 'prisma/migrations');

/** The committed migrations, oldest first. */
export async function readMigrations(dir: string = migrationsDir): Promise<Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(dir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
