import { Client } from 'pg';
import { seedCurves } from './seed-curves.ts';
import { seedWideRuns, wideTables } from './seed-wide-runs.ts';
import { withoutIndexes } from './without-indexes.ts';

/** How much is seeded, and measured. */
export interface Sizes {
  /** Runs of the large experiment; another one has half as many, a third one `fewRuns`. */
  runs: number;
  fewRuns: number;
  /** Runs with curves, drawn together. */
  charted: number;
  /** Steps of their 30 metrics, and of their longest one. */
  points: number;
  longest: number;
}

/** Ids of experiments. */
export interface Seeded {
  all: number;
  half: number;
  few: number;
  curves: number;
}

/** Everything that the dashboard is measured on. */
export async function seedDashboard(of: { databaseUrl: string; projectId: string; sizes: Sizes }): Promise<Seeded> {
  const { projectId, sizes } = of;
  const client = new Client({ connectionString: of.databaseUrl });
  await client.connect();
  try {
    // What is written refers to what is written before it: looking each row up would take a third of the time.
    await client.query('SET session_replication_role = replica');
    const experiment = (name: string, count: number) => seedWideRuns({ client, projectId, name, count });
    const runs = await withoutIndexes(client, { tables: wideTables }, async () => ({
      few: await experiment('a thousand runs', sizes.fewRuns),
      half: await experiment('half of the runs', sizes.runs / 2),
      all: await experiment('all runs', sizes.runs),
    }));
    const { charted, points, longest } = sizes;
    const curves = await seedCurves({ projectId, name: 'curves', runs: charted, points, longest });
    return { ...runs, curves };
  } finally {
    await client.end();
  }
}
