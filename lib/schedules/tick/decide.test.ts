import { describe, expect, test } from 'vitest';
import { dueAt } from '../times/due-at.ts';
import { readTimeRule } from '../times/time-rule.ts';
import { type Decided, decide } from './decide.ts';

const hourly = readTimeRule({ cron: '0 * * * *', timeZone: 'UTC' });
const time = (text: string) => new Date(`2026-11-${text}Z`);
const schedule = (more: Partial<Decided> = {}): Decided => ({
  id: 'a',
  catchUp: 'latest',
  jitterSeconds: 0,
  decidedTo: time('28T09:00'),
  passedOverTo: null,
  ...more,
});
const hours = (count: number, last: string) =>
  Array.from({ length: count }, (_, index) => new Date(time(last).getTime() - (count - 1 - index) * 3_600_000));

test('nothing is decided before its time, and one time is when it has come', () => {
  expect(decide(schedule(), hourly, time('28T09:59:59'))).toBeUndefined();
  expect(decide(schedule(), hourly, time('28T10:00'))).toEqual({
    missed: [],
    start: { at: time('28T10:00'), caughtUp: false },
    decidedTo: time('28T10:00'),
  });
});

test('a clock that jumps back decides nothing a second time', () => {
  expect(decide(schedule({ decidedTo: time('28T10:00') }), hourly, time('28T08:00'))).toBeUndefined();
  expect(decide(schedule({ decidedTo: time('28T10:00') }), hourly, time('28T10:30'))).toBeUndefined();
});

describe('after a day without a worker', () => {
  const after = schedule({ decidedTo: time('27T10:00') });
  const now = time('28T10:20');

  test('latest starts the newest, and the others are missed', () => {
    const decision = decide(after, hourly, now);
    expect(decision?.start).toEqual({ at: time('28T10:00'), caughtUp: true });
    expect(decision?.missed).toEqual(hours(23, '28T09:00').map((at) => ({ at, code: 'LATE' })));
  });

  test('none starts nothing but what is not late', () => {
    const decision = decide({ ...after, catchUp: 'none' }, hourly, now);
    expect(decision).toMatchObject({ start: undefined, decidedTo: time('28T10:00') });
    expect(decision?.missed).toHaveLength(24);
    const inTime = decide({ ...after, catchUp: 'none' }, hourly, time('28T10:00:30'));
    expect(inTime?.start).toEqual({ at: time('28T10:00'), caughtUp: false });
    expect(inTime?.missed).toHaveLength(23);
  });

  test('all starts each, one after another', () => {
    let one = { ...after, catchUp: 'all' as const };
    const started: Date[] = [];
    for (let decision = decide(one, hourly, now); decision; decision = decide(one, hourly, now)) {
      expect(decision).toMatchObject({ missed: [], start: { caughtUp: true } });
      started.push(decision.decidedTo);
      one = { ...one, decidedTo: decision.decidedTo };
    }
    expect(started).toEqual(hours(24, '28T10:00'));
  });
});

test('the times of a pause are passed over, whatever is caught up on, and what came after is not', () => {
  const paused = schedule({ catchUp: 'all', passedOverTo: time('28T11:30') });
  const decision = decide(paused, hourly, time('28T12:00'));
  expect(decision).toEqual({
    missed: [
      { at: time('28T10:00'), code: 'PAUSED' },
      { at: time('28T11:00'), code: 'PAUSED' },
    ],
    start: undefined,
    decidedTo: time('28T11:00'),
  });
  expect(decide({ ...paused, decidedTo: time('28T11:00') }, hourly, time('28T12:00'))?.start?.at).toEqual(
    time('28T12:00'),
  );
});

test('an outage of two days of minutes is decided in pieces, and one run starts at its end', () => {
  const minutely = readTimeRule({ cron: '* * * * *', timeZone: 'UTC' });
  let one = schedule({ decidedTo: new Date('2026-11-26T00:00Z') });
  const now = new Date('2026-11-28T00:00Z');
  let missed = 0;
  const started: Date[] = [];
  for (let decision = decide(one, minutely, now); decision; decision = decide(one, minutely, now)) {
    missed += decision.missed.length;
    if (decision.start) started.push(decision.start.at);
    one = { ...one, decidedTo: decision.decidedTo };
  }
  expect(missed).toBe(2 * 1440 - 1);
  expect(started).toEqual([now]);
});

test('jitter moves the start, not the nominal time: the same for whoever asks, within its bound', () => {
  const jittered = schedule({ jitterSeconds: 600 });
  const due = dueAt(jittered, time('28T10:00'));
  expect(dueAt(jittered, time('28T10:00'))).toEqual(due);
  expect(decide(jittered, hourly, new Date(due.getTime() - 1))).toBeUndefined();
  expect(decide(jittered, hourly, due)?.start?.at).toEqual(time('28T10:00'));
  const drawn = hours(48, '29T10:00').map((at) => dueAt(jittered, at).getTime() - at.getTime());
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...drawn)).toBeLessThan(600_000);
  expect(new Set(drawn).size).toBeGreaterThan(40);
});
