import { expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { setTags } from '#lib/tags/set-tags.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { archiveRun } from '../archive-run.ts';
import { createRun } from '../create-run.ts';
import { finishRun } from '../finish-run.ts';
import { getRun } from '../get-run.ts';
import { countRuns } from '../table/count-runs.ts';
import { changeRuns } from './change-runs.ts';
import type { BulkAnswer, BulkInput } from './schema.ts';

const t = await testDatabase();

async function someRuns(ctx: Ctx, count: number, tags: Record<string, string> = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push((await createRun({ ctx, input: { name: `r${index}`, tags } })).runId);
  }
  return ids.sort();
}

async function manyRuns(ctx: Ctx, count: number): Promise<void> {
  await ctx.db.$executeRaw`INSERT INTO traza.run (id, project_id, name, kind, status, actor)
    SELECT md5(${ctx.project.id} || i), ${ctx.project.id}, 'many-' || i, 'external', 'finished', 'test'
    FROM generate_series(1, ${count}::int) AS i`;
}

async function queue(ctx: Ctx, ids: string[]): Promise<void> {
  await ctx.db.run.updateMany({ where: { id: { in: ids } }, data: { kind: 'train', status: 'queued' } });
  await ctx.db.job.createMany({
    data: ids.map((id) => ({ id: `job-${id}`, projectId: ctx.project.id, runId: id, kind: 'train', payload: {} })),
  });
}

/** A database whose transactions fail, by their number from 1 on. */
function failing(db: Ctx['db'], fails: (transaction: number) => boolean): Ctx['db'] {
  let transactions = 0;
  return new Proxy(db, {
    get(target, name) {
      if (name === '$transaction') transactions += 1;
      if (name === '$transaction' && fails(transactions)) throw new Error('The connection is gone.');
      return Reflect.get(target, name);
    },
  });
}

async function takeBack(ctx: Ctx, answer: BulkAnswer): Promise<void> {
  for (const input of answer.undo ?? []) expect(await changeRuns({ ctx, input })).toMatchObject({ skipped: [] });
}

async function tagsOf(ctx: Ctx, ids: string[], key: string) {
  return Promise.all(ids.map(async (runId) => (await getRun({ ctx, input: { runId } })).tags[key] ?? null));
}

test('runs are archived with the reasons for those that are not, and undo restores just the others', async () => {
  const ctx = await t.newCtx();
  const ids = await someRuns(ctx, 4);
  const [before, working] = ids as [string, string];
  await archiveRun({ ctx, input: { runId: before } });
  await ctx.db.run.update({ where: { id: working }, data: { kind: 'train' } });
  const foreign = (await someRuns(await t.newCtx(), 1))[0] ?? '';
  const answer = await changeRuns({ ctx, input: { action: 'archive', runs: [...ids, ...ids, foreign] } });
  expect(answer.changed).toBe(2);
  expect(new Map(answer.skipped.map((one) => [one.reason, one.firstIds]))).toEqual(
    new Map([
      ['unchanged', [before]],
      ['job-under-way', [working]],
      ['not-found', [foreign]],
    ]),
  );
  expect(await countRuns({ ctx, input: { archived: true } })).toEqual({ count: 3, exact: true });
  await takeBack(ctx, answer);
  expect(await countRuns({ ctx, input: { archived: true } })).toEqual({ count: 1, exact: true });
});

test('all that match are changed only while they are as many as the user saw', async () => {
  const ctx = await t.newCtx();
  await someRuns(ctx, 3);
  const all = (count: number): BulkInput => ({
    action: 'archive',
    runs: { query: { filter: 'name contains r' }, count },
  });
  await expect(changeRuns({ ctx, input: all(2) })).rejects.toMatchObject({
    code: 'CONFLICT',
    fields: [{ path: 'runs.count', message: 'is 3 now' }],
  });
  expect(await countRuns({ ctx, input: {} })).toMatchObject({ count: 3 });
  expect(await changeRuns({ ctx, input: all(3) })).toMatchObject({ changed: 3, skipped: [] });
  expect(await changeRuns({ ctx, input: all(0) })).toEqual({ changed: 0, skipped: [], undo: [] });
});

test('twelve thousand runs are archived and come back', async () => {
  const ctx = await t.newCtx();
  await manyRuns(ctx, 12_000);
  await someRuns(ctx, 1);
  const query = { text: 'many-' };
  const answer = await changeRuns({ ctx, input: { action: 'archive', runs: { query, count: 12_000 } } });
  expect(answer).toMatchObject({ changed: 12_000, undo: [{ action: 'restore', runs: { count: 12_000 } }] });
  expect(await countRuns({ ctx, input: {} })).toMatchObject({ count: 1 });
  await takeBack(ctx, answer);
  expect(await countRuns({ ctx, input: {} })).toMatchObject({ count: 12_001 });
  const tagged = await changeRuns({
    ctx,
    input: { action: 'tag', key: 'seen', value: 'yes', runs: { query, count: 12_000 } },
  });
  expect(tagged.undo).toHaveLength(2);
  expect(await countRuns({ ctx, input: { filter: 'tag.seen = yes' } })).toMatchObject({ count: 12_000 });
}, 60_000);

test('a tag is written over different values, which undo brings back', async () => {
  const ctx = await t.newCtx();
  const ids = [
    ...(await someRuns(ctx, 2, { team: 'a' })),
    ...(await someRuns(ctx, 1, { team: 'b' })),
    ...(await someRuns(ctx, 1)),
  ];
  const [archived] = await someRuns(ctx, 1);
  await archiveRun({ ctx, input: { runId: archived ?? '' } });
  const input = { action: 'tag', key: 'team', value: 'b', runs: [...ids, archived ?? ''] } as const;
  const answer = await changeRuns({ ctx, input: { ...input, runs: [...input.runs] } });
  expect(answer).toMatchObject({ changed: 3 });
  expect(answer.skipped.toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toMatchObject([
    { reason: 'archived', firstIds: [archived] },
    { reason: 'unchanged', firstIds: [ids[2]] },
  ]);
  expect(await tagsOf(ctx, ids, 'team')).toEqual(['b', 'b', 'b', 'b']);
  await takeBack(ctx, answer);
  expect(await tagsOf(ctx, ids, 'team')).toEqual(['a', 'a', 'b', null]);
  const removed = await changeRuns({ ctx, input: { action: 'untag', key: 'team', runs: ids } });
  expect(removed).toMatchObject({ changed: 3, skipped: [{ reason: 'unchanged', count: 1 }] });
  await takeBack(ctx, removed);
  expect(await tagsOf(ctx, ids, 'team')).toEqual(['a', 'a', 'b', null]);
});

test('tags that mean something keep their meaning', async () => {
  const ctx = await t.newCtx();
  const [parent = '', child = ''] = await someRuns(ctx, 2);
  await finishRun({ ctx, input: { runId: child } });
  const write = (key: string, value: string) =>
    changeRuns({ ctx, input: { action: 'tag', key, value, runs: [child] } });
  await write('mlflow.runName', 'renamed');
  await write('mlflow.parentRunId', parent);
  await write('mlflow.source.git.commit', 'f'.repeat(40));
  const run = await getRun({ ctx, input: { runId: child } });
  expect(run).toMatchObject({ name: 'renamed', parentRunId: parent, recipes: { length: 2 } });
  await changeRuns({ ctx, input: { action: 'untag', key: 'mlflow.parentRunId', runs: [child] } });
  expect(await getRun({ ctx, input: { runId: child } })).toMatchObject({ parentRunId: null });
  expect(await write('mlflow.runName', '')).toEqual({
    changed: 0,
    skipped: [{ reason: 'unchanged', count: 1, firstIds: [child] }],
    undo: [],
  });
});

test('a run without the tag of its name gets the name back that it had', async () => {
  const ctx = await t.newCtx();
  const { runId: id } = await createRun({ ctx, input: { name: 'first' } });
  const renamed = await changeRuns({
    ctx,
    input: { action: 'tag', key: 'mlflow.runName', value: 'second', runs: [id] },
  });
  expect(await getRun({ ctx, input: { runId: id } })).toMatchObject({ name: 'second' });
  await takeBack(ctx, renamed);
  expect(await getRun({ ctx, input: { runId: id } })).toMatchObject({ name: 'first' });
});

test('a value is as long as its tag allows, and what is longer than that cannot be brought back', async () => {
  const ctx = await t.newCtx();
  const runs = await someRuns(ctx, 1);
  const write = (key: string, length: number) =>
    changeRuns({ ctx, input: { action: 'tag', key, value: 'x'.repeat(length), runs } });
  for (const [key, most] of Object.entries({ 'mlflow.note.content': 100_000, 'mlflow.runName': 250, team: 8_000 })) {
    expect(await write(key, most), key).toMatchObject({ changed: 1, undo: { length: 1 } });
    await expect(write(key, most + 1), key).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'value', message: `must have at most ${most} characters` }],
    });
  }
  await setTags({ ctx, input: { runId: runs[0] ?? '', tags: { 'mlflow.runName': 'x'.repeat(300) } } });
  const answer = await write('mlflow.runName', 5);
  expect(answer).toEqual({ changed: 1, skipped: [] });
});

test('jobs are asked to stop, and what a client logs is not', async () => {
  const ctx = await t.newCtx();
  const [queued = '', client = '', ended = ''] = await someRuns(ctx, 3);
  await queue(ctx, [queued]);
  await finishRun({ ctx, input: { runId: ended } });
  const answer = await changeRuns({ ctx, input: { action: 'stop', runs: [queued, client, ended] } });
  expect(answer.changed).toBe(1);
  expect(answer.undo).toBeUndefined();
  expect(new Map(answer.skipped.map((one) => [one.reason, one.firstIds]))).toEqual(
    new Map([
      ['logged-by-client', [client]],
      ['ended', [ended]],
    ]),
  );
  expect(await getRun({ ctx, input: { runId: queued } })).toMatchObject({ status: 'canceled' });
});

test('two calls over the same runs wait for each other and both end', async () => {
  const ctx = await t.newCtx();
  await manyRuns(ctx, 1_500);
  const runs = { query: {}, count: 1_500 };
  const tag = (value: string) => changeRuns({ ctx, input: { action: 'tag', key: 'k', value, runs } });
  const answers = await Promise.all([tag('a'), tag('b'), tag('c')]);
  expect(answers.map((answer) => answer.changed)).toEqual([1_500, 1_500, 1_500]);
}, 30_000);

test('where the database fails on the way, what was changed is told and the rest too', async () => {
  const base = await t.newCtx();
  await manyRuns(base, 1_200);
  const db = failing(base.db, (transaction) => transaction === 2);
  const input = { action: 'archive', runs: { query: {}, count: 1_200 } } as const;
  const answer = await changeRuns({ ctx: { ...base, db }, input });
  expect(answer).toMatchObject({ changed: 500, skipped: [{ reason: 'failed', count: 700, firstIds: { length: 10 } }] });
  expect(await countRuns({ ctx: base, input: {} })).toMatchObject({ count: 700 });
  await takeBack(base, answer);
  expect(await countRuns({ ctx: base, input: {} })).toMatchObject({ count: 1_200 });
});

test('a job that cannot be asked to stop keeps no other from being stopped or told', async () => {
  const base = await t.newCtx();
  const ids = await someRuns(base, 3);
  await queue(base, ids);
  const stop = (fails: (transaction: number) => boolean, runs: string[]) =>
    changeRuns({ ctx: { ...base, db: failing(base.db, fails) }, input: { action: 'stop', runs } });
  expect(await stop((transaction) => transaction === 2, ids)).toEqual({
    changed: 2,
    skipped: [{ reason: 'failed', count: 1, firstIds: [ids[1]] }],
  });
  const statuses = await Promise.all(ids.map(async (runId) => (await getRun({ ctx: base, input: { runId } })).status));
  expect(statuses).toEqual(['canceled', 'queued', 'canceled']);
  const more = await someRuns(base, 8);
  await queue(base, more);
  let tried = 0;
  const answer = await stop((transaction) => {
    tried = transaction;
    return true;
  }, more);
  expect(answer).toMatchObject({ changed: 0, skipped: [{ reason: 'failed', count: 8 }] });
  expect(tried).toBe(5);
});

test('bad calls are told at the field that holds the mistake', async () => {
  const ctx = await t.newCtx();
  const refused = (input: object) =>
    changeRuns({ ctx, input: input as BulkInput }).then(
      () => 'taken',
      (error) => `${error.code} ${error.fields?.map((field: { path: string }) => field.path)}`,
    );
  expect(await refused({ action: 'erase', runs: ['a'] })).toBe('INVALID_INPUT action');
  expect(await refused({ action: 'archive', runs: [] })).toBe('INVALID_INPUT runs');
  expect(await refused({ action: 'tag', key: '', value: '', runs: ['a'] })).toBe('INVALID_INPUT key');
  const ids = Array.from({ length: 10_001 }, (_, index) => `${index}`);
  expect(await refused({ action: 'archive', runs: ids })).toBe('INVALID_INPUT runs');
  expect(await refused({ action: 'archive', runs: { query: { filter: '(' }, count: 1 } })).toBe('INVALID_INPUT filter');
});
