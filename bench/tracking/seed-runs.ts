import { Client } from 'pg';
import { newId } from '#lib/ids.ts';
import { benchRun } from './workload.ts';

const runsOfStatement = 1_000;

const insertRuns = `INSERT INTO traza.run
  (id, project_id, experiment_id, name, kind, status, actor, user_name, created_at, started_at, ended_at, last_word_at,
   sealed_at)
  SELECT id, $1, $2, name, 'external', 'finished', 'bench', user_name, at, at, at + interval '30 s', at + interval '30 s',
    at + interval '30 s'
  FROM unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[]) AS t(id, name, user_name, at)`;
const insertPairs = (table: 'param' | 'tag') => `INSERT INTO traza.${table}
  (experiment_id, run_id, key, value) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])`;
const insertMetrics = `WITH series AS (
    INSERT INTO traza.metric_series (run_id, experiment_id, key, count, sum, last, last_step, last_at, min, max,
      first_step, first_at, hot)
    SELECT run_id, $1, key, 1, value, value, 0, at, value, value, 0, at, 1
    FROM unnest($2::text[], $3::text[], $4::float8[], $5::bigint[]) AS t(run_id, key, value, at)
    RETURNING id, last, last_at
  )
  INSERT INTO traza.metric_hot (series_id, steps, ats, "values") SELECT id, '{0}', ARRAY[last_at], ARRAY[last] FROM series`;

/**
 * Puts runs 0 to `count` of the workload into a new experiment, past the product: a hundred thousand runs would take it
 * minutes for each bench. What is written is what whole runs leave once the sealer has seen them: a point is too few for
 * a block.
 * @returns the experiment
 */
export async function seedRuns(of: {
  databaseUrl: string;
  projectId: string;
  name: string;
  count: number;
}): Promise<number> {
  const client = new Client({ connectionString: of.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: number }>(
      'INSERT INTO traza.experiment (project_id, name) VALUES ($1, $2) RETURNING id',
      [of.projectId, of.name],
    );
    const experimentId = rows[0]?.id ?? 0;
    for (let from = 0; from < of.count; from += runsOfStatement) {
      await seedSome({
        client,
        projectId: of.projectId,
        experimentId,
        from,
        to: Math.min(of.count, from + runsOfStatement),
      });
    }
    return experimentId;
  } finally {
    await client.end();
  }
}

async function seedSome(of: {
  client: Client;
  projectId: string;
  experimentId: number;
  from: number;
  to: number;
}): Promise<void> {
  const { client, experimentId } = of;
  const runs = Array.from({ length: of.to - of.from }, (_, index) => {
    const run = benchRun(of.from + index);
    return { ...run, id: newId(new Date(run.startTime)) };
  });
  const pairs = (pick: (run: (typeof runs)[number]) => Record<string, string>) => {
    const all = runs.flatMap((run) => Object.entries(pick(run)).map(([key, value]) => [run.id, key, value] as const));
    return [experimentId, ...[0, 1, 2].map((column) => all.map((one) => one[column]))];
  };
  const metrics = runs.flatMap((run) =>
    Object.entries(run.metrics).map(([key, value]) => ({ runId: run.id, key, value, at: run.startTime + 1_000 })),
  );
  await client.query('BEGIN');
  await client.query(insertRuns, [
    of.projectId,
    experimentId,
    runs.map((run) => run.id),
    runs.map((run) => run.name),
    runs.map((run) => run.tags['mlflow.user']),
    runs.map((run) => new Date(run.startTime).toISOString()),
  ]);
  await client.query(
    insertPairs('param'),
    pairs((run) => run.params),
  );
  await client.query(
    insertPairs('tag'),
    pairs((run) => ({ ...run.tags, 'mlflow.runName': run.name })),
  );
  await client.query(insertMetrics, [
    experimentId,
    metrics.map((one) => one.runId),
    metrics.map((one) => one.key),
    metrics.map((one) => one.value),
    metrics.map((one) => one.at),
  ]);
  await client.query('COMMIT');
}
