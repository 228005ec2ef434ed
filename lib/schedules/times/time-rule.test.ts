import { describe, expect, test } from 'vitest';
import { sayCron } from './say-cron.ts';
import { checkTimeRule, readTimeRule } from './time-rule.ts';

/** Times of a rule, each with what a clock on the wall shows: `03-08 07:00Z 03:00`. */
function times(timeZone: string, cron: string, after: string, count: number): string[] {
  const rule = readTimeRule({ cron, timeZone });
  const shown: string[] = [];
  for (let at = rule.next(new Date(after)); at && shown.length < count; at = rule.next(at)) {
    const wall = at.toLocaleTimeString('sv', { timeZone, hour: '2-digit', minute: '2-digit' });
    shown.push(`${at.toISOString().slice(5, 16).replace('T', ' ')}Z ${wall}${rule.moved(at) ? ' moved' : ''}`);
  }
  return shown;
}

describe('on the day when the clocks go forward, a time of the wall clock that is left out comes after the gap', () => {
  test.each([
    ['America/New_York', '30 2 * * *', '2026-03-07T12:00Z', ['03-08 07:00Z 03:00 moved', '03-09 06:30Z 02:30']],
    // Several that are left out are one.
    ['America/New_York', '15,45 2 * * *', '2026-03-07T12:00Z', ['03-08 07:00Z 03:00 moved', '03-09 06:15Z 02:15']],
    ['America/New_York', '0 2,14 * * *', '2026-03-07T20:00Z', ['03-08 07:00Z 03:00 moved', '03-08 18:00Z 14:00']],
    ['America/New_York', '0 2,3 * * *', '2026-03-07T20:00Z', ['03-08 07:00Z 03:00', '03-09 06:00Z 02:00']],
    ['America/New_York', '0 2 * * SUN#2', '2026-03-07T20:00Z', ['03-08 07:00Z 03:00 moved', '04-12 06:00Z 02:00']],
    ['Europe/Zurich', '30 2 * * *', '2026-03-28T12:00Z', ['03-29 01:00Z 03:00 moved', '03-30 00:30Z 02:30']],
    // Half an hour is left out.
    ['Australia/Lord_Howe', '15 2 * * *', '2026-10-03T12:00Z', ['10-03 15:30Z 02:30 moved', '10-04 15:15Z 02:15']],
    // There is no midnight, and the day is not lost.
    ['America/Santiago', '0 0 * * *', '2026-09-05T12:00Z', ['09-06 04:00Z 01:00 moved', '09-07 03:00Z 00:00']],
    ['America/Santiago', '30 0 * * *', '2026-09-05T12:00Z', ['09-06 04:00Z 01:00 moved', '09-07 03:30Z 00:30']],
    ['America/Santiago', '0 0 * * SUN', '2026-09-04T12:00Z', ['09-06 04:00Z 01:00 moved', '09-13 03:00Z 00:00']],
    ['Asia/Kolkata', '30 2 * * *', '2026-03-28T12:00Z', ['03-28 21:00Z 02:30', '03-29 21:00Z 02:30']],
  ])('%s %s', (zone, cron, after, expected) => {
    expect(times(zone, cron, after, 2)).toEqual(expected);
  });
});

describe('on the day when the clocks go back, a time of the wall clock comes once, the first time', () => {
  test.each([
    ['America/New_York', '30 1 * * *', '2026-10-31T12:00Z', ['11-01 05:30Z 01:30', '11-02 06:30Z 01:30']],
    ['America/New_York', '15,45 1 * * *', '2026-11-01T05:20Z', ['11-01 05:45Z 01:45', '11-02 06:15Z 01:15']],
    // Asked in the second of the two hours it has come already.
    ['America/New_York', '30 1 * * *', '2026-11-01T06:10Z', ['11-02 06:30Z 01:30', '11-03 06:30Z 01:30']],
    ['Europe/Zurich', '30 2 * * *', '2026-10-24T12:00Z', ['10-25 00:30Z 02:30', '10-26 01:30Z 02:30']],
    ['Australia/Lord_Howe', '45 1 * * *', '2026-04-04T12:00Z', ['04-04 14:45Z 01:45', '04-05 15:15Z 01:45']],
    ['America/Santiago', '30 23 * * *', '2026-04-04T12:00Z', ['04-05 02:30Z 23:30', '04-06 03:30Z 23:30']],
    ['Asia/Kolkata', '30 2 * * *', '2026-10-24T12:00Z', ['10-24 21:00Z 02:30', '10-25 21:00Z 02:30']],
  ])('%s %s', (zone, cron, after, expected) => {
    expect(times(zone, cron, after, 2)).toEqual(expected);
  });
});

describe('a rule with * or / follows the hours that really pass', () => {
  test.each([
    ['America/New_York', 30, ['2026-03-06', '2026-10-30']],
    ['Europe/Zurich', 30, ['2026-03-27', '2026-10-23']],
    ['Asia/Kolkata', 30, ['2026-03-27', '2026-10-23']],
    ['Australia/Lord_Howe', 15, ['2026-04-03', '2026-10-02']],
    ['America/Santiago', 30, ['2026-04-03', '2026-09-04']],
  ])('%s: every %s minutes, none left out and none twice', (zone, minutes, days) => {
    const rule = readTimeRule({ cron: `*/${minutes} * * * *`, timeZone: zone });
    for (const day of days) {
      const from = new Date(`${day}T00:00Z`).getTime();
      const expected = Array.from(
        { length: (4 * 1440) / minutes },
        (_, index) => from + (index + 1) * minutes * 60_000,
      );
      const came: number[] = [];
      for (let at = rule.next(new Date(from)); at && came.length < expected.length; at = rule.next(at)) {
        came.push(at.getTime());
      }
      expect(came).toEqual(expected);
    }
  });

  test('every two hours: what the day leaves out does not come, what it has twice comes twice', () => {
    expect(times('America/New_York', '0 */2 * * *', '2026-03-08T04:30Z', 3)).toEqual([
      '03-08 05:00Z 00:00',
      '03-08 08:00Z 04:00',
      '03-08 10:00Z 06:00',
    ]);
    expect(times('Europe/Zurich', '0 */2 * * *', '2026-10-24T21:30Z', 3)).toEqual([
      '10-24 22:00Z 00:00',
      '10-25 00:00Z 02:00',
      '10-25 01:00Z 02:00',
    ]);
  });
});

test.each([
  ['0 0 L * *', '2026-11-30', '2026-12-31'],
  ['0 0 * * FRI#2', '2026-12-11', '2027-01-08'],
  ['0 0 * * 5L', '2026-12-25', '2027-01-29'],
  ['0 0 15W * *', '2026-12-15', '2027-01-15'],
  ['0 12 * JAN-MAR MON-FRI', '2027-01-01', '2027-01-04'],
  ['30 0 6 29 2 *', '2028-02-29', '2032-02-29'],
  ['@weekly', '2026-11-29', '2026-12-06'],
])('%s comes on %s, then on %s', (cron, first, second) => {
  const rule = readTimeRule({ cron, timeZone: 'UTC' });
  const at = rule.next(new Date('2026-11-28T12:00Z'));
  expect(at?.toISOString().slice(0, 10)).toBe(first);
  expect(at && rule.next(at)?.toISOString().slice(0, 10)).toBe(second);
});

test('it comes neither before its start nor after its end, and both belong to it', () => {
  const rule = readTimeRule({
    cron: '0 0 * * *',
    timeZone: 'UTC',
    startsAt: new Date('2026-12-01T00:00Z'),
    endsAt: new Date('2026-12-02T00:00Z'),
  });
  expect(rule.next(new Date('2026-11-28T12:00Z'))).toEqual(new Date('2026-12-01T00:00Z'));
  expect(rule.next(new Date('2026-12-01T00:00Z'))).toEqual(new Date('2026-12-02T00:00Z'));
  expect(rule.next(new Date('2026-12-02T00:00Z'))).toBeUndefined();
  expect(rule.before(new Date('2026-12-01T00:00Z'))).toEqual(new Date('2026-11-30T00:00Z'));
});

test.each([
  [{ cron: '0 0 31 2 *' }, 'cron', 'schedule.never'],
  [{ cron: '60 * * * *' }, 'cron', 'schedule.cron'],
  [{ cron: '* * * *' }, 'cron', 'schedule.cron'],
  [{ cron: '0 0 1 1 * 2027 *' }, 'cron', 'schedule.cron'],
  [{ cron: '2026-12-01T00:00:00' }, 'cron', 'schedule.cron'],
  [{ cron: '*/5 * * * * *' }, 'cron', 'schedule.tooOften'],
  [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'schedule.zone'],
  [{ timeZone: '+05:30' }, 'timeZone', 'schedule.zone'],
  [{ timeZone: '' }, 'timeZone', 'schedule.zone'],
  [{ startsAt: new Date('2027-01-02Z'), endsAt: new Date('2027-01-01Z') }, 'endsAt', 'schedule.order'],
  [{ endsAt: new Date('2026-11-28T13:00Z') }, 'endsAt', 'schedule.ended'],
])('%j is refused, and the field is named', (more, path, code) => {
  const rule = { cron: '0 2 * * *', timeZone: 'UTC', ...more };
  const check = () => checkTimeRule(rule, new Date('2026-11-28T12:00Z'));
  expect(check).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', fields: [expect.objectContaining({ path, code })] }),
  );
});

test('a rule is said in words, in both languages', () => {
  expect(sayCron('30 2 * * MON-FRI')).toEqual({
    en: 'At 02:30, Monday through Friday',
    es: 'A las 02:30, de lunes a viernes',
  });
  expect(sayCron('0 0 * * FRI#2')?.en).toBe('At 00:00, on the second Friday of the month');
  expect(sayCron('nonsense')).toBeNull();
});
