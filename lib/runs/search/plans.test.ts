import { expect, test } from 'vitest';
import { searchPool } from '#lib/db/client.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { searchRuns } from '../search-runs.ts';

const t = await testDatabase();

interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  Plans?: PlanNode[];
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** Connections that wait, taken out of the pool. */
function idle() {
  return Promise.all(Array.from({ length: searchPool().totalCount }, () => searchPool().connect()));
}

/** Nodes of the plans of what one search of an empty experiment asks. */
async function plansOf(orderBy: string[], filter: string): Promise<PlanNode[]> {
  const ctx = await t.newCtx();
  const { id } = await createExperiment({ ctx, input: { name: 'one' } });
  for (const client of await idle()) client.release(true);
  await searchRuns({ ctx, input: { experimentIds: [id], filter, view: 'active', maxResults: 1_000, orderBy } });
  const nodes: PlanNode[] = [];
  for (const client of await idle()) {
    const { rows } = await client.query<{ name: string; parameters: number }>(
      'SELECT name, cardinality(parameter_types) AS parameters FROM pg_prepared_statements',
    );
    for (const { name, parameters } of rows) {
      const nothing = new Array(parameters).fill('NULL').join(', ');
      const plan = await client.query(`EXPLAIN (FORMAT JSON) EXECUTE "${name}"(${nothing})`);
      nodes.push(...nodesOf(plan.rows[0]['QUERY PLAN'][0].Plan));
    }
    client.release();
  }
  return nodes;
}

const fits = "metrics.loss > 0.2 AND params.opt = 'adam' AND tags.stage = 'try' AND attributes.run_name = 'a'";

// Plans are made once, here while the tables are empty and nothing is known of them.
test.each([
  [[], '', ['run_start_idx']],
  [['metrics.loss DESC'], '', ['metric_series_search_idx']],
  [['params.opt'], '', ['param_value_idx']],
  [['attributes.end_time DESC'], '', ['run_experiment_id_ended_at_id_idx']],
  [['attributes.run_name'], '', ['run_name_idx']],
  [[], fits, ['param_value_idx', 'tag_value_idx', 'metric_series_search_idx', 'run_name_idx']],
])('runs by %j that fit "%s" are found along indexes', async (orderBy, filter, expected) => {
  const nodes = await plansOf(orderBy, filter);
  const types = new Set(nodes.map((node) => node['Node Type']));
  expect(types).not.toContain('Seq Scan');
  expect(types).not.toContain('Bitmap Heap Scan');
  const indexes = new Set(nodes.flatMap((node) => node['Index Name'] ?? []));
  const byRun = ['run_pkey', 'param_pkey', 'tag_pkey', 'metric_series_run_id_key_key', 'experiment_pkey'];
  const orders = ['run_start_idx'];
  expect([...indexes]).toEqual(expect.arrayContaining(expected));
  expect([...indexes].filter((index) => ![...byRun, ...orders, ...expected].includes(index))).toEqual([]);
});
