import { expect, test } from 'vitest';
import { createRun } from '#lib/runs/create-run.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { loadRows } from '../load-rows.ts';
import { tableRows } from './table-rows.ts';

const t = await testDatabase();

test('children are counted along their index, also where one run is the parent of nearly all', async () => {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input: {} });
  const { projectId, experimentId, kind, status, actor } = await ctx.db.run.findUniqueOrThrow({ where: { id: runId } });
  const child = { projectId, experimentId, kind, status, actor, parentRunId: runId, name: 'child' };
  const ids = Array.from({ length: 3_000 }, (_, at) => String(at).padStart(32, '0'));
  await ctx.db.run.createMany({ data: ids.map((id) => ({ ...child, id })) });
  await ctx.db.$executeRaw`ANALYZE traza.run`;
  const rows = await loadRows(ctx, [runId, ...ids.slice(0, 2)], []);
  expect(rows.map((row) => row.childCount)).toEqual([1_000, 0, 0]);
  const none = { cut: null, tags: [], metrics: [], figures: [], params: [], datasets: false };
  const { text } = tableRows({ ids, projectId, ...none });
  const plan = await ctx.db.$queryRawUnsafe<unknown[]>(
    `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text.replaceAll('$3', '$3::int')}`,
  );
  expect(JSON.stringify(plan)).toContain('run_parent_idx');
});
