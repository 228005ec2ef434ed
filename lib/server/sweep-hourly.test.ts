import { expect, test, vi } from 'vitest';
import { testDatabase } from '../testing/test-database.ts';
import { sweepHourly } from './sweep-hourly.ts';

const { db, newCtx } = await testDatabase();

test('the first of the web processes sweeps every hour, the others leave it to it', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { project } = await newCtx();
  const lastMonth = new Date(Date.now() - 30 * 24 * 3600 * 1000);
  await db.idempotencyKey.create({
    data: { projectId: project.id, route: 'POST /runs', key: 'old', requestDigest: '', createdAt: lastMonth },
  });
  const endSecond = sweepHourly(2);
  expect(vi.getTimerCount()).toBe(0);
  const endFirst = sweepHourly(1);
  vi.advanceTimersByTime(3600 * 1000);
  await vi.waitFor(async () => expect(await db.idempotencyKey.count()).toBe(0));
  endSecond();
  endFirst();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
