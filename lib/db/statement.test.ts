import { expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/test-database.ts';
import { inTransaction, type RunStatement, runStatement } from './statement.ts';

const t = await testDatabase();
const { project } = await t.newCtx();

const insert = (name: string) => ({
  name: 'test-insert',
  text: 'INSERT INTO traza.experiment (project_id, name) VALUES ($1, $2) RETURNING id',
  values: [project.id, name],
});
const fail = { name: 'test-fail', text: 'SELECT 1 / $1::int AS x', values: [0] };
const names = async () => {
  const rows = await t.db.experiment.findMany({
    where: { projectId: project.id, isDefault: false },
    orderBy: { name: 'asc' },
  });
  await t.db.experiment.deleteMany({ where: { projectId: project.id, isDefault: false } });
  return rows.map((row) => row.name);
};
const runs = [
  ['on the pool', (work: (run: RunStatement) => Promise<unknown>) => inTransaction(t.db, work)],
  [
    'within a transaction',
    (work: (run: RunStatement) => Promise<unknown>) => t.db.$transaction((tx) => inTransaction(tx, work)),
  ],
] as const;

test("one statement is a transaction by itself, or part of the caller's", async () => {
  await runStatement(t.db, insert('alone'));
  await expect(
    t.db.$transaction(async (tx) => {
      await runStatement(tx, insert('undone'));
      throw new Error('undo');
    }),
  ).rejects.toThrow('undo');
  expect(await names()).toEqual(['alone']);
});

test.each(runs)('%s: statements that nobody waits for are done, in their order', async (_, transaction) => {
  const rows = await transaction(async (run) => {
    for (let index = 0; index < 5; index++) void run(insert(`n${index}`));
    return run({
      name: 'test-count',
      text: 'SELECT count(*)::int AS made FROM traza.experiment WHERE project_id = $1 AND NOT is_default',
      values: [project.id],
    });
  });
  expect(rows).toEqual([{ made: 5 }]);
  expect(await names()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
});

test.each(runs)('%s: one that fails undoes all, waited for or not', async (_, transaction) => {
  for (const work of [
    async (run: RunStatement) => {
      void run(insert('before'));
      void run(fail);
    },
    async (run: RunStatement) => {
      void run(fail);
      void run(insert('after'));
    },
    async (run: RunStatement) => {
      await run(insert('before'));
      await run(fail);
    },
    async (run: RunStatement) => {
      void run(insert('before'));
      throw new Error('division by zero, by hand');
    },
  ]) {
    await expect(transaction(work)).rejects.toThrow(/division by zero/);
  }
  expect(await names()).toEqual([]);
});

test('many transactions at once each see their own statements only', async () => {
  const made = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      inTransaction(t.db, async (run) => {
        const [row] = await run<{ id: number }>(insert(`m${String(index).padStart(2, '0')}`));
        if (index % 4 === 0) void run(fail);
        return row?.id;
      }).catch(() => undefined),
    ),
  );
  expect(new Set(made.filter((id) => id !== undefined)).size).toBe(30);
  expect(await names()).toHaveLength(30);
});
