import { expect, test } from 'vitest';
import { tableOfJson, tableOfText } from './read-table.ts';

test('tables of MLflow and lists of objects are tables, other documents are not', () => {
  expect(
    tableOfJson({
      columns: ['id', 'text'],
      data: [
        [1, 'a'],
        [2, 'b'],
      ],
    }),
  ).toEqual({
    columns: ['id', 'text'],
    rows: [
      [1, 'a'],
      [2, 'b'],
    ],
  });
  expect(tableOfJson([{ a: 1 }, { b: 2 }])).toEqual({
    columns: ['a', 'b'],
    rows: [
      [1, undefined],
      [undefined, 2],
    ],
  });
  for (const other of [{ columns: [], data: [] }, [], [1, 2], { a: 1 }, null])
    expect(tableOfJson(other)).toBeUndefined();
});

test('quotes keep marks, quotes and lines together, and both ends of lines are known', () => {
  expect(tableOfText('a,b\r\n"x, ""y""\nz",2\r\n,\n', ',')).toEqual({
    columns: ['a', 'b'],
    rows: [
      ['x, "y"\nz', '2'],
      ['', ''],
    ],
  });
  expect(tableOfText('a\tb\n1\t2', '\t')?.rows).toEqual([['1', '2']]);
  expect(tableOfText('a,b\n1,2\n3,', ',', true)?.rows).toEqual([['1', '2']]);
  expect(tableOfText('', ',')).toBeUndefined();
});
