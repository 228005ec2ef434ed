import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

const patienceMs = 180_000;
const lookEveryMs = 250;

// A run that has been written lately waits some seconds until it is sealed, so what is not due yet is counted too.
const unsealed = `SELECT count(*) || ' runs to seal' AS what FROM traza.run
  WHERE sealed_at IS NULL OR sealed_at < last_word_at HAVING count(*) > 0`;
const running = `SELECT left(query, 80) AS what FROM pg_stat_activity
  WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`;

/**
 * Waits until the sealer of points has nothing left to do and no statement runs in the databases, not even a vacuum.
 * @param of.ours the database that the product has @throws Error that says what still goes on after three minutes
 */
export async function untilQuiet(of: { ours: string; peer?: string }): Promise<void> {
  const ours = new Client({ connectionString: of.ours });
  const clients = [ours, ...(of.peer ? [new Client({ connectionString: of.peer })] : [])];
  await Promise.all(clients.map((client) => client.connect()));
  try {
    for (const end = performance.now() + patienceMs; ; await delay(lookEveryMs)) {
      const statements = await Promise.all(clients.map((client) => client.query<{ what: string }>(running)));
      const left = [...statements, await ours.query<{ what: string }>(unsealed)].flatMap(({ rows }) => rows);
      if (left.length === 0) return;
      if (performance.now() > end) {
        throw new Error(`Not quiet after ${patienceMs / 1000} s: ${left.map(({ what }) => what).join('; ')}`);
      }
    }
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
