import { expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { listLoggedFiles } from './list-logged-files.ts';
import { listLoggedNames, mostOfRun } from './list-logged-names.ts';

const t = await testDatabase();

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const logged = (key: string, step: number, at = 1_000 + step, number = step) => {
  const path = `images/${key}+step+${step}+timestamp+${at}+${uuid(number)}`;
  return [`${path}.png`, `${path}+compressed.webp`];
};

async function runWith(ctx: Ctx, paths: readonly string[]): Promise<string> {
  const { runId } = await createRun({ ctx, input: {} });
  await ctx.db.artifact.createMany({ data: paths.map((path) => ({ runId, path, digest: 'd', size: 7n })) });
  return runId;
}

const endings = ['png', 'webp'];

test('names of images stand once for all their steps, and those of most runs come first', async () => {
  const ctx = await t.newCtx();
  const a = await runWith(ctx, [...logged('sample', 0), ...logged('sample', 10), 'images/own.PNG', 'model/x.bin']);
  const b = await runWith(ctx, [...logged('sample', 0), 'plots/roc.png']);
  const ask = (prefix: string) => listLoggedNames({ ctx, input: { runIds: [a, b], prefix, endings } });
  expect(await ask('')).toEqual({
    items: [
      { name: 'images/sample', runs: 2, stepped: true },
      { name: 'images/own.PNG', runs: 1, stepped: false },
      { name: 'plots/roc.png', runs: 1, stepped: false },
    ],
    cut: false,
  });
  expect((await ask('plots/')).items.map((item) => item.name)).toEqual(['plots/roc.png']);
  expect((await ask('images/o')).items.map((item) => item.name)).toEqual(['images/own.PNG']);
  expect((await ask('plots/../')).items).toEqual([]);
});

test('files of a name come by run and step, the newest of each step, with their small copies', async () => {
  const ctx = await t.newCtx();
  const a = await runWith(ctx, [
    ...logged('s', 10, 1),
    ...logged('s', 2, 5, 100),
    ...logged('s', 2, 9, 101),
    ...logged('s+step+2', 3),
    `images/s+step+x.png`,
  ]);
  const b = await runWith(ctx, ['images/s', ...logged('s', 7)]);
  const { items, cut } = await listLoggedFiles({ ctx, input: { runIds: [b, a], name: 'images/s' } });
  expect(cut).toBe(false);
  expect(items.map(({ runId, step }) => [runId, step])).toEqual([
    [b, null],
    [b, 7],
    [a, 2],
    [a, 10],
  ]);
  const [png, webp] = logged('s', 2, 9, 101);
  expect(items[2]).toEqual({ runId: a, path: png, size: 7, digest: 'd', step: 2, small: webp });
});

test('runs of another project have no names and no files here', async () => {
  const [mine, other] = [await t.newCtx(), await t.newCtx()];
  const theirs = await runWith(other, logged('secret', 0));
  expect(await listLoggedNames({ ctx: mine, input: { runIds: [theirs], prefix: '', endings } })).toEqual({
    items: [],
    cut: false,
  });
  expect(await listLoggedFiles({ ctx: mine, input: { runIds: [theirs], name: 'images/secret' } })).toEqual({
    items: [],
    cut: false,
  });
});

test('a run with more names than are looked at is said to be cut; steps of a name are one', async () => {
  const ctx = await t.newCtx();
  const run = await runWith(
    ctx,
    Array.from({ length: 2_001 }, (_, index) => `a/${String(index).padStart(5, '0')}.png`),
  );
  const answer = await listLoggedNames({ ctx, input: { runIds: [run], prefix: '', endings } });
  expect(answer.cut).toBe(true);
  expect(answer.items).toHaveLength(500);
  const stepped = await runWith(ctx, Array.from({ length: 2_001 }, (_, step) => logged('s', step)).flat());
  const input = { runIds: [stepped], prefix: '', endings };
  expect(await listLoggedNames({ ctx, input })).toEqual({
    items: [{ name: 'images/s', runs: 1, stepped: true }],
    cut: false,
  });
});

test('files of a name are cut for all runs alike', async () => {
  const ctx = await t.newCtx();
  const many = await runWith(ctx, Array.from({ length: 110 }, (_, step) => logged('s', step)).flat());
  const others = await Promise.all(Array.from({ length: 199 }, () => runWith(ctx, logged('s', 5))));
  const ask = (runIds: string[]) => listLoggedFiles({ ctx, input: { runIds, name: 'images/s' } });
  const whole = await ask([many]);
  expect([whole.items.length, whole.cut]).toEqual([110, false]);
  const { items, cut } = await ask([many, ...others]);
  expect(cut).toBe(true);
  expect(new Set(items.map((item) => item.runId)).size).toBe(200);
});

test('of hundreds of runs fewer names of each are looked at', async () => {
  expect([1, 100, 500].map(mostOfRun)).toEqual([2_000, 2_000, 400]);
  const ctx = await t.newCtx();
  const a = await runWith(
    ctx,
    Array.from({ length: 401 }, (_, at) => `${at}.png`),
  );
  const others = Array.from({ length: 499 }, (_, at) => String(at).padStart(32, '0'));
  expect(await listLoggedNames({ ctx, input: { runIds: [a, ...others], prefix: '', endings } })).toMatchObject({
    cut: true,
  });
});
