import { Client } from 'pg';
import { DomainError } from '#lib/errors.ts';

const oldestVersion = 14;

/**
 * Checks that the PostgreSQL of DATABASE_URL answers and is new enough.
 * @throws DomainError UNAVAILABLE with what to do; the password is never part of the message
 */
export async function checkDatabase(url: string): Promise<{ version: string }> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string; text: string }>(
      "SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS text",
    );
    const { number = '0', text = 'unknown' } = rows[0] ?? {};
    requireVersion(Number(number), text);
    return { version: text };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError(
      'UNAVAILABLE',
      `The database of DATABASE_URL (${addressOf(url)}) cannot be used: ${reason(error)}.`,
      {
        hint: 'Check host, port, user, password and database name, or leave DATABASE_URL unset to use the embedded one.',
        cause: error,
      },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/** @param number as server_version_num has it: 140005 for 14.5 */
export function requireVersion(number: number, text: string): void {
  if (Math.floor(number / 10_000) >= oldestVersion) return;
  throw new DomainError('UNAVAILABLE', `DATABASE_URL is PostgreSQL ${text}; Traza needs ${oldestVersion} or newer.`, {
    hint: 'Upgrade that server, or leave DATABASE_URL unset to use the embedded one.',
  });
}

function addressOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}${pathname}`;
}

function reason(error: unknown): string {
  // Several addresses of one name fail as one error with an empty message.
  if (error instanceof AggregateError) return error.errors.map(reason).join(', ');
  return error instanceof Error ? error.message : String(error);
}
