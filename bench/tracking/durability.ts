import { Client } from 'pg';
import type { Side } from './side.ts';

const settings = ['fsync', 'synchronous_commit', 'full_page_writes'] as const;

/** Says the three settings that make a commit survive the loss of power. @throws Error when a side would win by keeping less */
export async function requireDurable({ name, databaseUrl }: Side, say: (text: string) => void): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const found: [name: string, value: string | undefined][] = [];
    for (const setting of ['server_version', ...settings]) {
      const { rows } = await client.query<Record<string, string>>(`SHOW ${setting}`);
      found.push([setting, rows[0]?.[setting]]);
    }
    say(`${name}: ${found.map((one) => one.join(' ')).join(', ')}`);
    const off = found.slice(1).filter(([, value]) => value !== 'on');
    if (off.length > 0)
      throw new Error(`${name}: ${off.map(([setting]) => setting).join(', ')} must be on for a fair measure.`);
  } finally {
    await client.end();
  }
}
