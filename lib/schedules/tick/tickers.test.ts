import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { databaseNow } from '../sql/database-now.ts';
import { leaveAlone, makeScorable, newSchedule } from '../testing/schedule-fixtures.ts';

// Several processes tick the same schedules; the clock of each says something else.

const t = await testDatabase();
const tickers: ChildProcess[] = [];
let ctx: Ctx;

beforeEach(async () => {
  ctx = await t.newCtx();
  await makeScorable(ctx);
});
afterEach(async () => {
  for (const ticker of tickers.splice(0)) {
    ticker.kill('SIGKILL');
    if (ticker.exitCode === null && ticker.signalCode === null) await once(ticker, 'exit');
  }
});

async function startTickers(shifts: number[]): Promise<void> {
  const entry = path.join(import.meta.dirname, '../testing/ticker-for-tests.ts');
  await Promise.all(
    shifts.map(async (shift) => {
      const ticker = fork(entry, [t.url, t.dataDir, String(shift)], {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      tickers.push(ticker);
      await once(ticker, 'message');
    }),
  );
}

const slotsOf = (projectId: string) => t.db.scheduleSlot.findMany({ where: { projectId }, include: { run: true } });
const hour = 3_600_000;

test('three tickers, one clock two hours ahead and one behind: each time has one run, and none comes early', async () => {
  const schedules = await Promise.all(
    Array.from({ length: 6 }, (_, index) => newSchedule(ctx, { name: `hourly ${index}`, catchUp: 'all' })),
  );
  for (const { id } of schedules) await leaveAlone(ctx, id, 8);
  const begun = await databaseNow(t.db);
  await startTickers([0, 2 * hour, -2 * hour]);
  await expect
    .poll(() => t.db.scheduleSlot.count({ where: { projectId: ctx.project.id } }), { timeout: 60_000 })
    .toBe(48);
  // One round more for each of them.
  await expect.poll(() => t.db.schedule.count({ where: { nextAt: { lte: new Date() } } })).toBe(0);

  const slots = await slotsOf(ctx.project.id);
  expect(slots.filter((slot) => slot.state !== 'started')).toEqual([]);
  expect(new Set(slots.map((slot) => `${slot.scheduleId} ${slot.nominalAt.toISOString()}`)).size).toBe(48);
  expect(new Set(slots.map((slot) => slot.runId)).size).toBe(48);
  expect(await t.db.job.count({ where: { projectId: ctx.project.id } })).toBe(48);
  expect(await t.db.run.count({ where: { projectId: ctx.project.id, kind: 'batch-predict' } })).toBe(48);
  for (const slot of slots) expect(slot.nominalAt.getTime()).toBeLessThanOrEqual(begun.getTime() + 60_000);
}, 120_000);

test('a ticker that is killed in the middle leaves nothing half: others make what is missing, once', async () => {
  const { id } = await newSchedule(ctx, { catchUp: 'all' });
  await leaveAlone(ctx, id, 30);
  const count = () => t.db.scheduleSlot.count({ where: { scheduleId: id } });
  await startTickers([0]);
  await expect.poll(count, { timeout: 30_000, interval: 5 }).toBeGreaterThan(2);
  tickers[0]?.kill('SIGKILL');
  await startTickers([-2 * hour, 0]);
  await expect.poll(count, { timeout: 60_000 }).toBe(30);
  const slots = await slotsOf(ctx.project.id);
  expect(slots.every((slot) => slot.state === 'started' && slot.runId !== null)).toBe(true);
  expect(await t.db.job.count({ where: { projectId: ctx.project.id } })).toBe(30);
}, 120_000);

test('a time comes when the database says so, whatever the clocks of the tickers say', async () => {
  const { id } = await newSchedule(ctx, { cron: '*/10 * * * * *' });
  await startTickers([2 * hour, -2 * hour]);
  const slot = () => t.db.scheduleSlot.findFirst({ where: { scheduleId: id, runId: { not: null } } });
  await expect.poll(slot, { timeout: 20_000 }).not.toBeNull();
  const found = await slot();
  const late = (found?.decidedAt.getTime() ?? 0) - (found?.nominalAt.getTime() ?? 0);
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(5_000);
}, 60_000);
