import { expect, test } from 'vitest';
import { createRun } from '#lib/runs/create-run.ts';
import { finishRun } from '#lib/runs/finish-run.ts';
import { logBatch } from '#lib/runs/log-batch.ts';
import { loadRuns } from '#lib/runs/search/load-runs.ts';
import { runRecords } from '#lib/runs/sql/run-records.ts';
import { queryRuns } from '#lib/runs/table/query-runs.ts';
import { setTags } from '#lib/tags/set-tags.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { statementPool } from './client.ts';

const t = await testDatabase();

interface PlanNode {
  'Index Name'?: string;
  Plans?: PlanNode[];
}

function indexesOf(node: PlanNode): string[] {
  return [...(node['Index Name'] ? [node['Index Name']] : []), ...(node.Plans ?? []).flatMap(indexesOf)];
}

// A statement with a name is planned once for its connection. In a database that has just been made the planner knows
// nothing of the tables, and holds an index over projects for as good as the primary key.
test('finds runs by their id, and never by going through those of their project', async () => {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input: { params: { a: '1' }, tags: { b: '2' } } });
  await logBatch({ ctx, input: { runId, metrics: [{ key: 'loss', value: 1 }], params: { lr: '1' } } });
  await logBatch({ ctx, input: { runId, metrics: [{ key: 'loss', value: 1, step: 1 }], params: { lr: '1' } } });
  await setTags({ ctx, input: { runId, tags: { c: '3' } } });
  await finishRun({ ctx, input: { runId } });
  await runRecords(ctx, [runId]);
  await loadRuns(ctx, [runId]);
  await queryRuns({ ctx, input: { columns: ['metric:loss', 'param:a', 'tag:b', 'dataset:name'] } });

  const planned = new Map<string, string[]>();
  const clients = await Promise.all(
    Array.from({ length: statementPool().totalCount }, () => statementPool().connect()),
  );
  for (const client of clients) {
    const { rows } = await client.query<{ name: string; parameters: number }>(
      'SELECT name, cardinality(parameter_types) AS parameters FROM pg_prepared_statements',
    );
    for (const { name, parameters } of rows) {
      const nothing = new Array(parameters).fill('NULL').join(', ');
      const plan = await client.query(`EXPLAIN (FORMAT JSON) EXECUTE "${name}"${parameters > 0 ? `(${nothing})` : ''}`);
      planned.set(name, indexesOf(plan.rows[0]['QUERY PLAN'][0].Plan));
    }
    client.release();
  }
  expect([...planned.keys()]).toEqual(
    expect.arrayContaining(['insert-batch', 'lock-run', 'page-of-runs', 'table-rows-t-m-last-p-d', 'upsert-tags']),
  );
  const astray = [...planned].filter(([, indexes]) => indexes.some((index) => index.startsWith('run_project_id')));
  expect(astray).toEqual([]);
});
