import pino from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { pool } from '#lib/db/client.ts';
import { deleteAlias } from '#lib/models/delete-alias.ts';
import { setAlias } from '#lib/models/set-alias.ts';
import { cancelJob } from '#lib/queue/cancel-job.ts';
import { dataset, model } from '#lib/runs/testing/flights-project.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { deleteSchedule } from './delete-schedule.ts';
import { getSchedule } from './get-schedule.ts';
import { listSchedules } from './list-schedules.ts';
import { listSlots } from './list-slots.ts';
import { pauseSchedule } from './pause-schedule.ts';
import { previewSchedule } from './preview-schedule.ts';
import { resumeSchedule } from './resume-schedule.ts';
import { runSchedule } from './run-schedule.ts';
import { hourly, leaveAlone, makeScorable, newSchedule, scoring } from './testing/schedule-fixtures.ts';
import { tickSchedules } from './tick/tick-schedules.ts';
import { updateSchedule } from './update-schedule.ts';

const t = await testDatabase();
let ctx: Ctx;

beforeEach(async () => {
  await pool().query('TRUNCATE traza.schedule CASCADE');
  ctx = await t.newCtx();
  await makeScorable(ctx);
});

const tick = () => tickSchedules({ db: t.db, blobs: ctx.blobs, log: pino({ level: 'silent' }) });
const slots = async (scheduleId: string) => (await listSlots({ ctx, input: { scheduleId } })).items;
const summary = async (scheduleId: string) =>
  (await slots(scheduleId)).map((slot) => `${slot.trigger} ${slot.state}${slot.reason ? ` ${slot.reason.code}` : ''}`);
/** Gives all schedules a time that came twenty seconds ago, and no ticker has seen. */
const comesNow = () => t.db.$executeRaw`
  UPDATE traza.schedule
  SET cron = to_char(now() - interval '20 s', 'SS MI') || ' * * * *', decided_to = now() - interval '30 s',
    next_at = now() - interval '1 ms'`;
const runOf = (runId: string | undefined) =>
  t.db.run.findUniqueOrThrow({
    where: { id: runId ?? '' },
    include: { inputs: { include: { datasetVersion: true, modelVersion: true } }, tags: true, job: true },
  });

describe('a schedule is made', () => {
  test('with its next times, and starts nothing before them', async () => {
    const made = await newSchedule(ctx, { cron: '0 2 * * *', timeZone: 'America/New_York' });
    expect(made).toMatchObject({
      reading: { en: 'At 02:00', es: 'A las 02:00' },
      catchUp: 'latest',
      overlap: 'queue',
      revision: 1,
      last: null,
      paused: null,
      problem: null,
    });
    expect(made.upcoming).toHaveLength(10);
    expect(made.nextAt).toBe(made.upcoming[0]?.at);
    expect(await tick()).toBeGreaterThan(0);
    expect(await slots(made.id)).toEqual([]);
    expect((await listSchedules({ ctx })).items).toMatchObject([{ id: made.id, name: 'hourly' }]);
  });

  test.each([
    [{ cron: '0 0 31 2 *' }, 'INVALID_INPUT', 'cron'],
    [{ cron: 'every day' }, 'INVALID_INPUT', 'cron'],
    [{ timeZone: 'Mars/Olympus' }, 'INVALID_INPUT', 'timeZone'],
    [{ endsAt: '2020-01-01T00:00:00Z' }, 'INVALID_INPUT', 'endsAt'],
    [{ jitterSeconds: -1 }, 'INVALID_INPUT', 'jitterSeconds'],
    [{ template: { ...scoring, output: '{{ tomorrow }}' } }, 'INVALID_INPUT', 'template.output'],
    [{ template: { ...scoring, rowsPerPartition: 0 } }, 'INVALID_INPUT', 'template.rowsPerPartition'],
    [{ template: { ...scoring, dataset: { name: 'nowhere' } } }, 'NOT_FOUND', 'template.dataset'],
    [{ template: { ...scoring, model: { name: 'late', alias: 'nobody' } } }, 'NOT_FOUND', 'template.alias'],
    [{ template: { ...scoring, idColumns: ['nope'] } }, 'UNPROCESSABLE', 'template.idColumns.0'],
  ])('not with %j: the field is named, and nothing is half-created', async (more, code, path) => {
    await expect(newSchedule(ctx, more)).rejects.toMatchObject({
      code,
      fields: expect.arrayContaining([expect.objectContaining({ path })]),
    });
    expect(await t.db.schedule.count()).toBe(0);
    expect(await t.db.auditEvent.count({ where: { projectId: ctx.project.id, action: 'schedule.create' } })).toBe(0);
  });

  test('under a name of its own, which is free again once it is deleted', async () => {
    const { id } = await newSchedule(ctx);
    await expect(newSchedule(ctx)).rejects.toMatchObject({ code: 'CONFLICT', fields: [{ path: 'name' }] });
    await deleteSchedule({ ctx, input: { scheduleId: id } });
    await expect(getSchedule({ ctx, input: { scheduleId: id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await newSchedule(ctx);
  });

  test('and another project sees nothing of it', async () => {
    const { id } = await newSchedule(ctx);
    const other = await t.newCtx();
    expect((await listSchedules({ ctx: other })).items).toEqual([]);
    for (const verb of [getSchedule, pauseSchedule, runSchedule, deleteSchedule, listSlots]) {
      await expect(verb({ ctx: other, input: { scheduleId: id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('when its time has come', () => {
  test('one run begins: names as they are now, data as of the nominal time, the recipe sealed', async () => {
    const { id } = await newSchedule(ctx);
    await leaveAlone(ctx, id, 1);
    // Newer than the nominal time, and a champion of now.
    await dataset(ctx, 'flights', { text: 'newer' });
    const second = await model(ctx);
    await setAlias({ ctx, input: { model: 'late', alias: 'champion', version: second.number } });
    await tick();
    await tick();
    const [slot, ...others] = await slots(id);
    expect(others).toEqual([]);
    expect(slot).toMatchObject({ trigger: 'time', state: 'started', reason: null, revision: 1 });
    const run = await runOf(slot?.run?.id);
    expect(run).toMatchObject({
      name: `score ${slot?.nominalAt.slice(0, 10)}`,
      actor: 'schedule hourly',
      status: 'queued',
      recipeDigest: expect.any(String),
    });
    expect(Object.fromEntries(run.tags.map(({ key, value }) => [key, value]))).toEqual({
      'schedule.name': 'hourly',
      'schedule.nominal_time': slot?.nominalAt,
    });
    expect(run.inputs.find((one) => one.role === 'dataset')?.datasetVersion?.number).toBe(1);
    expect(run.inputs.find((one) => one.role === 'model')?.modelVersion?.number).toBe(2);
    expect((await getSchedule({ ctx, input: { scheduleId: id } })).last?.id).toBe(slot?.id);
  });

  test('what cannot be found is a failed time with its reason, said before it comes, and the next time is tried', async () => {
    const { id } = await newSchedule(ctx, { catchUp: 'all' });
    await deleteAlias({ ctx, input: { model: 'late', alias: 'champion' } });
    expect((await getSchedule({ ctx, input: { scheduleId: id } })).problem).toMatchObject({
      code: 'NOT_FOUND',
      message: 'Model late has no alias "champion".',
    });
    await leaveAlone(ctx, id, 2);
    await tick();
    expect(await summary(id)).toEqual(['time failed NOT_FOUND', 'time failed NOT_FOUND']);
    expect(await t.db.job.count({ where: { projectId: ctx.project.id } })).toBe(0);
    await setAlias({ ctx, input: { model: 'late', alias: 'champion', version: 1 } });
    await leaveAlone(ctx, id, 3);
    await tick();
    expect(await summary(id)).toEqual(['time failed NOT_FOUND', 'time failed NOT_FOUND', 'time started']);
  });

  test('what nobody foresaw is tried again for a while, then it is a failed time; nothing is left half', async () => {
    const { id } = await newSchedule(ctx, { catchUp: 'all' });
    await t.db
      .$executeRaw`CREATE FUNCTION traza.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE deadlock_detected; END'`;
    await t.db
      .$executeRaw`CREATE TRIGGER refuse BEFORE INSERT ON traza.job FOR EACH ROW EXECUTE FUNCTION traza.refuse()`;
    await comesNow();
    const runs = await t.db.run.count();
    expect(await tick()).toBeGreaterThan(5_000);
    expect(await slots(id)).toEqual([]);
    await t.db.$executeRaw`UPDATE traza.schedule SET cron = ${hourly()}`;
    await leaveAlone(ctx, id, 2);
    await tick();
    expect((await summary(id)).at(-1)).toBe('time failed INTERNAL');
    expect(await t.db.run.count()).toBe(runs);
    await t.db.$executeRaw`DROP FUNCTION traza.refuse CASCADE`;
    await comesNow();
    await tick();
    expect((await summary(id))[0]).toBe('time started');
  });
});

describe('after a day without a ticker', () => {
  test('latest: the newest time runs, the others are missed', async () => {
    const { id } = await newSchedule(ctx);
    await leaveAlone(ctx, id, 24);
    await tick();
    expect(await summary(id)).toEqual(['time started', ...Array(23).fill('time missed LATE')]);
  });

  test('none: all are missed', async () => {
    const { id } = await newSchedule(ctx, { cron: '1 * * * *', catchUp: 'none' });
    await t.db.$executeRaw`UPDATE traza.schedule SET decided_to = now() - interval '24 h 5 min', next_at = now(),
      cron = to_char(now() - interval '3 min', 'MI') || ' * * * *'`;
    await tick();
    expect(new Set(await summary(id))).toEqual(new Set(['time missed LATE']));
  });

  test('all: each runs, one at a time and in order, whatever is done about overlaps', async () => {
    const { id } = await newSchedule(ctx, { catchUp: 'all', overlap: 'skip' });
    await leaveAlone(ctx, id, 24);
    await tick();
    expect(await summary(id)).toEqual(Array(24).fill('time started'));
    const jobs = await t.db.job.findMany({
      where: { projectId: ctx.project.id },
      orderBy: [{ availableAt: 'asc' }, { id: 'asc' }],
    });
    expect(new Set(jobs.map((job) => `${job.concurrencyKey} ${job.concurrencyLimit}`)).size).toBe(1);
    expect(jobs[0]?.concurrencyLimit).toBe(1);
    const inOrder = (await slots(id)).toReversed().map((slot) => slot.run?.jobId);
    expect(jobs.map((job) => job.id)).toEqual(inOrder);
  });
});

describe('while the run before has not ended', () => {
  async function secondTime(overlap: 'skip' | 'queue' | 'replace') {
    // Half a minute ago, so that it counts as on time.
    const { id } = await newSchedule(ctx, { overlap });
    await leaveAlone(ctx, id, 1);
    await tick();
    await comesNow();
    await tick();
    return { id, states: await summary(id), runs: (await slots(id)).map((slot) => slot.run?.status) };
  }

  test('skip: the time is skipped, and says for which run', async () => {
    const { id, states } = await secondTime('skip');
    expect(states).toEqual(['time skipped OVERLAP', 'time started']);
    const [skipped, started] = await slots(id);
    expect(skipped?.reason?.message).toContain(started?.run?.id);
  });

  test('queue: it waits its turn', async () => {
    const { states, runs } = await secondTime('queue');
    expect(states).toEqual(['time started', 'time started']);
    expect(runs).toEqual(['queued', 'queued']);
  });

  test('replace: the run before is canceled', async () => {
    const { states, runs } = await secondTime('replace');
    expect(states).toEqual(['time started', 'time started']);
    expect(runs).toEqual(['queued', 'canceled']);
  });

  test('a run that was asked for is not in the way', async () => {
    const { id } = await newSchedule(ctx, { overlap: 'skip', catchUp: 'none' });
    await runSchedule({ ctx, input: { scheduleId: id } });
    await comesNow();
    await tick();
    expect((await summary(id)).toSorted()).toEqual(['manual started', 'time started']);
  });
});

describe('a person', () => {
  test('pauses it: nothing starts; resumed, the times of the pause are passed over, and say so', async () => {
    const { id } = await newSchedule(ctx, { catchUp: 'all' });
    expect((await pauseSchedule({ ctx, input: { scheduleId: id } })).paused).toMatchObject({ by: 'test' });
    await leaveAlone(ctx, id, 3);
    await tick();
    expect(await slots(id)).toEqual([]);
    const resumed = await resumeSchedule({ ctx, input: { scheduleId: id, fill: false } });
    expect(resumed.paused).toBeNull();
    await tick();
    expect(await summary(id)).toEqual(Array(3).fill('time missed PAUSED'));
    expect((await getSchedule({ ctx, input: { scheduleId: id } })).nextAt).toBe(
      resumed.upcoming[3]?.at ?? resumed.upcoming[0]?.at,
    );
  });

  test('asks for what the pause left out', async () => {
    const { id } = await newSchedule(ctx, { catchUp: 'all' });
    await pauseSchedule({ ctx, input: { scheduleId: id } });
    await leaveAlone(ctx, id, 3);
    await resumeSchedule({ ctx, input: { scheduleId: id, fill: true } });
    await tick();
    expect(await summary(id)).toEqual(Array(3).fill('time started'));
    const none = await newSchedule(ctx, { name: 'none', catchUp: 'none', paused: true });
    await expect(resumeSchedule({ ctx, input: { scheduleId: none.id, fill: true } })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      fields: [{ path: 'fill' }],
    });
  });

  test('runs it now: no time is taken by that, also while it is paused', async () => {
    const { id } = await newSchedule(ctx, { paused: true });
    const { runId } = await runSchedule({ ctx, input: { scheduleId: id } });
    expect(await runOf(runId)).toMatchObject({ actor: 'test', job: { concurrencyKey: null } });
    await resumeSchedule({ ctx, input: { scheduleId: id, fill: false } });
    await leaveAlone(ctx, id, 1);
    await t.db.$executeRaw`UPDATE traza.schedule SET passed_over_to = NULL`;
    await tick();
    expect((await summary(id)).toSorted()).toEqual(['manual started', 'time started']);
  });

  test('edits it: of two who start from one revision the second is refused; other times count from now', async () => {
    const { id } = await newSchedule(ctx);
    await leaveAlone(ctx, id, 5);
    const change = (more: object) => updateSchedule({ ctx, input: { scheduleId: id, change: more } });
    const edited = await change({ revision: 1, cron: '0 */1 * * *', jitterSeconds: 0 });
    expect(edited).toMatchObject({ revision: 2, cron: '0 */1 * * *', name: 'hourly', updatedBy: 'test' });
    await expect(change({ revision: 1, cron: '0 0 * * *' })).rejects.toMatchObject({
      code: 'CONFLICT',
      fields: [{ path: 'revision', message: 'is 2 now' }],
    });
    await expect(change({ revision: 2, timeZone: 'nowhere' })).rejects.toMatchObject({
      fields: [{ path: 'timeZone' }],
    });
    await tick();
    expect(await slots(id)).toEqual([]);
    // What is no time does not move them.
    await leaveAlone(ctx, id, 1);
    await change({ revision: 2, name: 'renamed' });
    await tick();
    expect((await slots(id)).map((slot) => slot.revision)).toEqual([3]);
  });

  test('deletes it: nothing starts any more, and its runs stay', async () => {
    const { id } = await newSchedule(ctx);
    const { runId, jobId } = await runSchedule({ ctx, input: { scheduleId: id } });
    await leaveAlone(ctx, id, 1);
    await deleteSchedule({ ctx, input: { scheduleId: id } });
    await tick();
    expect(await t.db.scheduleSlot.count({ where: { scheduleId: id } })).toBe(1);
    expect(await runOf(runId)).toMatchObject({ status: 'queued' });
    await cancelJob({ ctx, input: { jobId } });
  });

  test('types a rule, and sees what it means or what is wrong with it', async () => {
    const preview = (cron: string, timeZone = 'Europe/Zurich') =>
      previewSchedule({ ctx, input: { cron, timeZone, count: 3 } });
    expect(await preview('0 6 * * MON')).toMatchObject({
      reading: { en: 'At 06:00, only on Monday', es: 'A las 06:00, sólo el lunes' },
      times: [{ moved: false }, {}, {}],
      problems: [],
    });
    expect(await preview('0 6 * *')).toMatchObject({ reading: null, times: [], problems: [{ path: 'cron' }] });
    expect(await preview('', 'x')).toMatchObject({ problems: [{ path: 'timeZone' }, { path: 'cron' }] });
  });
});
