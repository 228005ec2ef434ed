import type { ClientBase } from 'pg';
import { newId } from '#lib/ids.ts';
import { planSeal } from '#lib/metrics/blocks/plan-seal.ts';
import { newPoints, type PointColumns } from '#lib/metrics/blocks/points.ts';
import { type SeriesBlock, writeBlocks } from '#lib/metrics/blocks/sql/write-blocks.ts';
import { rankingMetric, type WideRun, wideMetrics, wideParams, wideRun } from './wide-run.ts';

const runsOfStatement = 1_000;
const pointsOfCurve = 20;

type StoredRun = WideRun & { id: string };

const insertRuns = `INSERT INTO traza.run
  (id, project_id, experiment_id, name, kind, status, actor, user_name, created_at, started_at, ended_at, last_word_at,
   sealed_at)
  SELECT id, $1, $2, name, 'external', status, 'bench', user_name, at, at, ended, ended, ended
  FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[])
    AS t(id, name, status, user_name, at, ended)`;
const insertPairs = (table: 'param' | 'tag') => `INSERT INTO traza.${table}
  (experiment_id, run_id, key, value) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])`;
const insertSingles = `WITH series AS (
    INSERT INTO traza.metric_series (run_id, experiment_id, key, count, sum, last, last_step, last_at, min, max,
      first_step, first_at, hot)
    SELECT run_id, $1, key, 1, value, value, 0, at, value, value, 0, at, 1
    FROM unnest($2::text[], $3::text[], $4::float8[], $5::bigint[]) AS t(run_id, key, value, at)
    RETURNING id, last, last_at
  )
  INSERT INTO traza.metric_hot (series_id, steps, ats, "values") SELECT id, '{0}', ARRAY[last_at], ARRAY[last] FROM series`;
const insertCurves = `INSERT INTO traza.metric_series (run_id, experiment_id, key, count, sum, last, last_step, last_at,
    min, max, first_step, first_at, hot, sealed_to)
  SELECT run_id, $1, $2, $3::int, sum, last, $3::int - 1, last_at, min, max, 0, first_at, 0, $3::int - 1
  FROM unnest($4::text[], $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::bigint[], $10::bigint[])
    AS t(run_id, sum, last, min, max, first_at, last_at)
  RETURNING id::float8 AS id, run_id AS "runId"`;

/** The tables that this fills. */
export const wideTables = ['run', 'param', 'tag', 'metric_series', 'metric_hot', 'metric_block'];

/**
 * Puts runs 0 to `count` into a new experiment, past the product's verbs, which would take an hour for 100,000 of them.
 * What is written is what ended runs leave once they are sealed: a curve of the metric that ranks them in a block, and
 * one point of each other metric.
 * @returns the experiment
 */
export async function seedWideRuns(of: {
  client: ClientBase;
  projectId: string;
  name: string;
  count: number;
}): Promise<number> {
  const { client, projectId, count } = of;
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO traza.experiment (project_id, name, primary_metric, metric_direction) VALUES ($1, $2, $3, 'max')
     RETURNING id`,
    [projectId, of.name, rankingMetric],
  );
  const experimentId = rows[0]?.id ?? 0;
  for (let from = 0; from < count; from += runsOfStatement) {
    const runs = Array.from({ length: Math.min(count - from, runsOfStatement) }, (_, index): StoredRun => {
      const run = wideRun(from + index);
      return { ...run, id: newId(new Date(run.startTime)) };
    });
    await client.query('BEGIN');
    await seedFacts({ client, projectId, experimentId, runs });
    await seedSingles({ client, experimentId, runs });
    await seedCurves({ client, experimentId, runs });
    await client.query('COMMIT');
  }
  return experimentId;
}

async function seedFacts(of: {
  client: ClientBase;
  projectId: string;
  experimentId: number;
  runs: readonly StoredRun[];
}): Promise<void> {
  const { client, experimentId, runs } = of;
  const time = (ms: number) => new Date(ms).toISOString();
  await client.query(insertRuns, [
    of.projectId,
    experimentId,
    runs.map((run) => run.id),
    runs.map((run) => run.name),
    runs.map((run) => run.status),
    runs.map((run) => run.user),
    runs.map((run) => time(run.startTime)),
    runs.map((run) => time(run.startTime + run.seconds * 1000)),
  ]);
  const params = runs.flatMap((run) => run.params.map((value, index) => [run.id, wideParams[index], value] as const));
  const tags = runs.flatMap((run) => Object.entries(run.tags).map(([key, value]) => [run.id, key, value] as const));
  const columns = (all: typeof params) => [0, 1, 2].map((column) => all.map((one) => one[column]));
  await client.query(insertPairs('param'), [experimentId, ...columns(params)]);
  await client.query(insertPairs('tag'), [experimentId, ...columns(tags)]);
}

async function seedSingles(of: { client: ClientBase; experimentId: number; runs: readonly StoredRun[] }) {
  const { client, experimentId, runs } = of;
  const singles = runs.flatMap((run) =>
    wideMetrics.flatMap((key, index) =>
      key === rankingMetric ? [] : [{ run: run.id, key, value: run.metrics[index], at: run.startTime + 1_000 }],
    ),
  );
  await client.query(insertSingles, [
    experimentId,
    singles.map((one) => one.run),
    singles.map((one) => one.key),
    singles.map((one) => one.value),
    singles.map((one) => one.at),
  ]);
}

async function seedCurves(of: { client: ClientBase; experimentId: number; runs: readonly StoredRun[] }) {
  const { client, experimentId, runs } = of;
  const curves = runs.map((run) => ({ run, points: risingCurve(run) }));
  const { rows } = await client.query<{ id: number; runId: string }>(insertCurves, [
    experimentId,
    rankingMetric,
    pointsOfCurve,
    curves.map(({ run }) => run.id),
    curves.map(({ points }) => points.value.reduce((sum, value) => sum + value, 0)),
    curves.map(({ points }) => points.value.at(-1)),
    curves.map(({ points }) => Math.min(...points.value)),
    curves.map(({ points }) => Math.max(...points.value)),
    curves.map(({ points }) => points.at[0]),
    curves.map(({ points }) => points.at.at(-1)),
  ]);
  const series = new Map(rows.map((row) => [row.runId, row.id]));
  const blocks: SeriesBlock[] = [];
  for (const { run, points } of curves) {
    const plan = await planSeal({
      heads: [],
      points,
      open: () => Promise.reject(new Error('There are no blocks yet.')),
    });
    blocks.push(...plan.rows.map((row) => ({ ...row, seriesId: series.get(run.id) ?? 0 })));
  }
  await writeBlocks(client, blocks);
}

/** Rises from nothing to the run's value. */
function risingCurve(run: WideRun): PointColumns {
  const last = run.metrics[wideMetrics.indexOf(rankingMetric)] ?? 0;
  const points = newPoints(pointsOfCurve);
  for (let step = 0; step < pointsOfCurve; step += 1) {
    const left = 1 - (step + 1) / pointsOfCurve;
    points.step[step] = step;
    points.at[step] = run.startTime + 1_000 * (step + 1);
    points.value[step] = last * (1 - left * left);
  }
  return points;
}
