import { expect, test } from 'vitest';
import { blanksOf, fillTemplate } from './fill-template.ts';

const blanks = blanksOf({
  at: new Date('2026-11-28T03:00:00Z'),
  before: new Date('2026-11-27T03:00:00Z'),
  timeZone: 'America/New_York',
});

test('blanks are filled at any depth; the date is the day of the schedule’s zone', () => {
  const template = {
    name: 'score {{ nominal_date }}',
    dataset: { name: 'flights', asOf: '{{nominal_time}}' },
    idColumns: ['{{ interval_start }} to {{ interval_end }}', 'plain { text }'],
    rows: 5,
    none: null,
  };
  expect(fillTemplate(template, blanks)).toEqual({
    name: 'score 2026-11-27',
    dataset: { name: 'flights', asOf: '2026-11-28T03:00:00.000Z' },
    idColumns: ['2026-11-27T03:00:00.000Z to 2026-11-28T03:00:00.000Z', 'plain { text }'],
    rows: 5,
    none: null,
  });
});

test('a blank that is not known is refused, and named where it stands', () => {
  const fill = () => fillTemplate({ output: { name: '{{ nominal_tiem }}' }, also: '{{ toString }}' }, blanks);
  expect(fill).toThrow(
    expect.objectContaining({
      code: 'INVALID_INPUT',
      fields: [
        expect.objectContaining({ path: 'template.output.name', code: 'schedule.blank' }),
        expect.objectContaining({ path: 'template.also' }),
      ],
    }),
  );
});
