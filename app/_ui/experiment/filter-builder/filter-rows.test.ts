import { expect, test } from 'vitest';
import { Random } from '#lib/filter/testing/random.ts';
import { type Comparison, faultOf, fieldType, operatorsFor, parsed, writeComparison } from './comparison.ts';
import { type FilterRow, readRows, writeRows } from './filter-rows.ts';

/** Rows in short: `and lr > 0.01`, with quotes around each value; text rows behind a #. */
const said = (search: string) =>
  readRows(search).map((row) => {
    if (row.kind === 'text') return `${row.joint} # ${row.text}`;
    const { field, operator, values } = row.comparison;
    return [row.joint, field, operator, ...values.map((value) => `'${value}'`)].join(' ');
  });

test.each<[string, string[]]>([
  ['', []],
  ['warm', ["and name contains 'warm'"]],
  ['0198f2aa', ["and id like '0198f2aa%'"]],
  ['/^a.+b$/', ["and name =~ '^a.+b$'"]],
  ['lr > 1e-3', ["and lr > '1e-3'"]],
  ['lr>0.01 and loss<=.5', ["and lr > '0.01'", "and loss <= '.5'"]],
  ['a = 1 or b = "x y" AND c != z', ["and a = '1'", "or b = 'x y'", "and c != 'z'"]],
  ['tags.`a and b` = and1', ["and tags.`a and b` = 'and1'"]],
  ['top-and-bottom = 1 and b = 2', ["and top-and-bottom = '1'", "and b = '2'"]],
  ['(a = 1 or b = 2) and c = 3', ['and # a = 1 or b = 2', "and c = '3'"]],
  ['(a = 1) or (b = 2)', ["and a = '1'", "or b = '2'"]],
  ['(a = 1 or b = 2) and (c = 3 or d = 4)', ['and # a = 1 or b = 2', 'and # c = 3 or d = 4']],
  ['not a = 1 and b = 2', ['and # not a = 1', "and b = '2'"]],
  ['name not contains x and a not in (1, nan)', ["and name not contains 'x'", "and a not in '1' 'nan'"]],
  ['status in (failed, "can celed")', ["and status in 'failed' 'can celed'"]],
  ['lr is null and ended is not null', ['and lr is null', 'and ended is not null']],
  ["created > '2026-01-31T00:00:00Z'", ["and created > '1769817600000'"]],
  ['metric.loss <> inf', ["and metric.loss != 'inf'"]],
  // Words that join are values here, so that the whole stays as it is.
  ['a = and and b = 1', ['and # a = and and b = 1']],
  ['lr > ', ['and # lr >']],
])('%s is shown as rows', (search, rows) => {
  expect(said(search)).toEqual(rows);
});

/** Trees without the places in the text. */
const shape = (text: string) => JSON.stringify(parsed(text), (key, value) => (/olumn$/.test(key) ? undefined : value));

test('what was not changed is written as it was', () => {
  for (const text of ['lr>0.010 and  loss<.5', 'a = 1 or (b = 2) and not c = 3', '(a = 1 or b = 2) and c = 3'])
    expect(shape(writeRows(readRows(text))), text).toBe(shape(text));
  expect(writeRows(readRows('lr>0.010 and x == "5"'))).toBe('lr>0.010 and x == "5"');
});

test('a changed row leaves the others alone, and rows that lack something are left out', () => {
  const rows = readRows('lr>0.010 and (a = 1 or b = 2)');
  const more: FilterRow[] = [
    ...rows,
    { joint: 'or', kind: 'comparison', comparison: { field: 'x', operator: '=', values: [''], quoted: false } },
    { joint: 'or', kind: 'comparison', comparison: { field: 'x', operator: '<', values: ['low'], quoted: false } },
    { joint: 'or', kind: 'comparison', comparison: { field: 'x', operator: 'is null', values: [], quoted: false } },
  ];
  expect(writeRows(more)).toBe('lr>0.010 and (a = 1 or b = 2) or x is null');
});

const pieces = ['`', '"', "'", '\\', 'a', ' ', '.', '-', 'é', '😀', '%', '(', ')', ' or ', '7', 'and', '\n', ','];

test('any value and any key are read back as they were', () => {
  const random = new Random(11);
  const text = () => Array.from({ length: 1 + random.below(6) }, () => random.pick(pieces)).join('');
  for (let round = 0; round < 2_000; round += 1) {
    const operator = random.pick(['=', '!=', 'contains', 'not contains', 'in', 'not in'] as const);
    const values = operator.endsWith('in') ? [text(), text()] : [text()];
    const wanted: Comparison = { field: 'tag.k', operator, values, quoted: true };
    const rows = readRows(`${writeComparison(wanted)} and user = "x"`);
    expect(rows[0], JSON.stringify(wanted)).toMatchObject({ comparison: { field: 'tag.k', operator, values } });
    expect(rows).toHaveLength(2);
  }
  expect(writeComparison({ field: 'my key', operator: '=', values: ['32'], quoted: true })).toBe('"my key" = "32"');
});

test('comparisons fit their fields', () => {
  expect(fieldType('metric.loss')).toBe('number');
  expect(fieldType('created')).toBe('time');
  expect(fieldType('status')).toBe('text');
  expect(fieldType('lr')).toBe('mixed');
  expect(operatorsFor('text')).not.toContain('<');
  expect(operatorsFor('text', 'like')).toContain('like');
  expect(faultOf({ field: 'metric.loss', operator: '<', values: ['low'], quoted: false })).toBe('number');
  expect(faultOf({ field: 'created', operator: '>', values: ['1769817600000'], quoted: false })).toBeUndefined();
});
