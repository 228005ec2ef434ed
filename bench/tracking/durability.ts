import { Client } from 'pg';

const settings = ['fsync', 'synchronous_commit', 'full_page_writes'] as const;

/** The three settings that make a commit survive the loss of power, as the server says them. */
export async function durabilityOf(databaseUrl: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const found: Record<string, string> = {};
    for (const name of ['server_version', ...settings]) {
      const { rows } = await client.query<Record<string, string>>(`SHOW ${name}`);
      found[name] = rows[0]?.[name] ?? '';
    }
    return found;
  } finally {
    await client.end();
  }
}

/** @throws Error when a side would win by keeping less */
export function requireDurable(side: string, found: Record<string, string>): void {
  const off = settings.filter((name) => found[name] !== 'on');
  if (off.length > 0) throw new Error(`${side}: ${off.join(', ')} must be on for a fair measure.`);
}
