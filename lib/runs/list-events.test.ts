import { expect, test } from 'vitest';
import { testDatabase } from '../testing/test-database.ts';
import { archiveRun } from './archive-run.ts';
import { tagRuns } from './bulk/tag-runs.ts';
import { createRun } from './create-run.ts';
import { editRun } from './edit-run.ts';
import { finishRun } from './finish-run.ts';
import { listEvents } from './list-events.ts';
import { restoreRun } from './restore-run.ts';

const t = await testDatabase();

test('a run tells what happened to it in order, and nothing of other runs or projects', async () => {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input: { name: 'a' } });
  const other = await createRun({ ctx, input: { name: 'b' } });
  await finishRun({ ctx, input: { runId, status: 'failed', reason: 'out of memory' } });
  await tagRuns(ctx, [runId], { key: 'stage', value: 'bad' });
  await tagRuns(ctx, [other.runId], { key: 'other', value: 'x' });
  await archiveRun({ ctx, input: { runId } });
  await restoreRun({ ctx, input: { runId } });
  const events = await listEvents({ ctx, input: { runId } });
  expect(events.map((one) => one.kind).sort()).toEqual(
    ['archived', 'created', 'ended', 'restored', 'sealed', 'started', 'tagged'].sort(),
  );
  expect(events.find((one) => one.kind === 'ended')?.facts).toEqual({ status: 'failed', reason: 'out of memory' });
  expect(events.find((one) => one.kind === 'tagged')).toMatchObject({ by: ctx.actor, facts: { key: 'stage' } });
  expect(events.map((one) => one.at)).toEqual(events.map((one) => one.at).sort());
  await expect(listEvents({ ctx: await t.newCtx(), input: { runId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('what somebody edits of one run is written down once for each thing that changed', async () => {
  const ctx = await t.newCtx();
  const { runId } = await createRun({ ctx, input: { name: 'a', tags: { stage: 'new', old: 'x' } } });
  await editRun({ ctx, input: { runId, name: 'b', note: 'why', tags: { stage: 'good', old: null } } });
  await editRun({ ctx, input: { runId, name: 'b', note: 'why', tags: { stage: 'good' } } });
  await expect(editRun({ ctx, input: { runId, name: 'c', tags: { gone: null } } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const told = (await listEvents({ ctx, input: { runId } })).filter(
    (one) => one.by === ctx.actor && one.kind !== 'created',
  );
  expect(told.map((one) => [one.kind, one.facts.key]).sort()).toEqual([
    ['noted', 'mlflow.note.content'],
    ['renamed', 'mlflow.runName'],
    ['started', undefined],
    ['tagged', 'stage'],
    ['untagged', 'old'],
  ]);
});
