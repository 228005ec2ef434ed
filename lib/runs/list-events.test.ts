import { expect, test } from 'vitest';
import { testDatabase } from '../testing/test-database.ts';
import { archiveRun } from './archive-run.ts';
import { tagRuns } from './bulk/tag-runs.ts';
import { createRun } from './create-run.ts';
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
