import { expect, test } from 'vitest';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createRun } from '../create-run.ts';
import { logBatch } from '../log-batch.ts';
import { listKeys } from './list-keys.ts';
import { listValues } from './list-values.ts';

const t = await testDatabase();

async function experiment() {
  const ctx = await t.newCtx();
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'keys' } });
  const other = await createExperiment({ ctx, input: { name: 'other' } });
  const keys = ['loss', 'val/loss', 'Loss/val', 'acc', '50%_x', 'é', '雪', "it's"];
  for (const [index, key] of keys.entries()) {
    for (const _ of [1, 2]) {
      const { runId } = await createRun({
        ctx,
        input: {
          experimentId,
          name: `run ${index}`,
          params: { [key]: `v${index}`, long: `${'x'.repeat(70)}${index}` },
        },
      });
      await logBatch({ ctx, input: { runId, metrics: [{ key, value: index }], tags: { team: key } } });
    }
  }
  await createRun({ ctx, input: { experimentId: other.id, params: { elsewhere: 'no' } } });
  return { ctx, experimentId, keys };
}

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

test('keys come once, page by page, those that begin with the text first', async () => {
  const { ctx, experimentId, keys } = await experiment();
  for (const kind of ['metric', 'param'] as const) {
    const expected = [...keys, ...(kind === 'param' ? ['long'] : [])].sort(byBytes);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listKeys({ ctx, input: { experimentId, kind, limit: 3, cursor } });
      found.push(...page.items);
      expect(page.complete).toBe(true);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(found).toEqual(expected);
  }
  const searched = async (text: string, limit = 100) =>
    (await listKeys({ ctx, input: { experimentId, kind: 'metric', text, limit } })).items;
  expect(await searched('LOSS')).toEqual(['Loss/val', 'loss', 'val/loss']);
  expect(await searched('%_')).toEqual(['50%_x']);
  expect(await searched("'s")).toEqual(["it's"]);
  expect(await searched('nothing')).toEqual([]);
  const { nextCursor } = await listKeys({ ctx, input: { experimentId, kind: 'metric', text: 'loss', limit: 2 } });
  const next = { experimentId, kind: 'metric', text: 'loss', cursor: nextCursor ?? '' } as const;
  expect(await listKeys({ ctx, input: next })).toEqual({ items: ['val/loss'], nextCursor: null, complete: true });
  await expect(listKeys({ ctx, input: { ...next, text: 'lo' } })).rejects.toMatchObject({
    fields: [{ path: 'cursor' }],
  });
});

test('values of a field come once, and nobody sees those of another project', async () => {
  const { ctx, experimentId, keys } = await experiment();
  const values = async (field: string, text = '', limit = 100) =>
    listValues({ ctx, input: { experimentId, field, text, limit } });
  expect((await values('tag:team')).items).toEqual(keys.toSorted());
  expect((await values('tag:team', 'lo')).items).toEqual(['Loss/val', 'loss', 'val/loss']);
  expect(await values('param:loss')).toEqual({ items: ['v0'], complete: true });
  expect((await values('param:long')).items).toHaveLength(1);
  const long = 'x'.repeat(70);
  for (const text of [long, long.slice(0, 64)]) {
    expect((await values('param:long', text)).items).toEqual(keys.map((_, index) => `${long}${index}`));
  }
  expect(await values('param:long', `${long}7`)).toEqual({ items: [`${long}7`], complete: true });
  expect(await values('param:long', long, 3)).toMatchObject({ items: { length: 3 }, complete: false });
  expect((await values('name', 'run', 3)).items).toEqual(['run 0', 'run 1', 'run 2']);
  expect((await values('status', 'ru')).items).toEqual(['running']);
  expect((await values('actor')).items).toEqual(['test']);
  expect((await values('user')).items).toEqual([]);
  expect((await values('dataset:name')).items).toEqual([]);
  await expect(values('metric:loss')).rejects.toMatchObject({ fields: [{ path: 'field' }] });
  const stranger = await t.newCtx();
  await expect(listKeys({ ctx: stranger, input: { experimentId, kind: 'tag' } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(listValues({ ctx: stranger, input: { experimentId, field: 'tag:team' } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
