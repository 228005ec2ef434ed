import { describe, expect, test } from 'vitest';
import { alignTables, commonColumns, usualKey } from './align-tables.ts';
import { parseCsv } from './parse-csv.ts';
import { readTable } from './read-table.ts';

describe('a table is read', () => {
  test('as log_table writes it, NaN as an empty cell', () => {
    expect(readTable('{"columns": ["a", 1], "data": [["x", 2], ["y", NaN]]}', 't.json')).toEqual({
      columns: ['a', '1'],
      rows: [
        ['x', 2],
        ['y', null],
      ],
    });
  });

  test('from a list of objects, whatever fields each has', () => {
    expect(readTable('[{"a": 1}, {"b": {"c": 2}, "a": null}]', 't.json')).toEqual({
      columns: ['a', 'b'],
      rows: [
        [1, null],
        [null, { c: 2 }],
      ],
    });
  });

  test('with a name for each column', () => {
    expect(readTable('a,a,a (2)\n1,2,3\n', 't.csv').columns).toEqual(['a', 'a (2)', 'a (2) (2)']);
  });

  test('from CSV, numbers as numbers', () => {
    expect(readTable('id,text,v\r\n007,"a, ""b""\nc",-1.5e3\r\n8,,x\r\n', 'folder/T.CSV')).toEqual({
      columns: ['id', 'text', 'v'],
      rows: [
        ['007', 'a, "b"\nc', -1500],
        [8, null, 'x'],
      ],
    });
  });

  test.each([
    ['{', 't.json', 'not JSON'],
    ['{"a": 1}', 't.json', 'holds no table'],
    ['[]', 't.json', 'holds no table'],
    ['[1, 2]', 't.json', 'holds no table'],
    ['{"columns": ["a"], "data": [[1], [1, 2]]}', 't.json', 'Row 2 has 2 cells, and the table 1 column'],
    ['a,b\n1\n', 't.csv', 'Row 1 has 1 cell, and the table 2 columns'],
    ['a,b\n"1,2\n', 't.csv', 'never closed'],
    ['', 't.csv', 'holds no table'],
    [
      JSON.stringify([Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`c${at}`, 1]))]),
      't.json',
      '201 columns',
    ],
  ])('%j is refused with what is wrong', (content, path, message) => {
    expect(() => readTable(content, path)).toThrow(message);
  });
});

test.each([
  ['a,b', [['a', 'b']]],
  [
    'a,\n,b\n',
    [
      ['a', ''],
      ['', 'b'],
    ],
  ],
  ['\uFEFFa\n\n"",b\n""', [['a'], ['', 'b'], ['']]],
  ['5" pipe,x\n', [['5" pipe', 'x']]],
  ['a,', [['a', '']]],
  ['', []],
])('CSV %j', (content, rows) => {
  expect(parseCsv(content)).toEqual(rows);
});

const a = {
  columns: ['id', 'v', 'only'],
  rows: [
    ['x', 1, true],
    ['y', 2, true],
  ],
};
const b = {
  columns: ['v', 'id'],
  rows: [
    [2, 'y'],
    [5, 'x'],
    [9, 'z'],
  ],
};

test('rows are laid side by side by their key', () => {
  const { columns, rows, differing, repeated } = alignTables([a, b], 'id');
  expect(columns).toEqual(['v', 'only']);
  expect(rows.map(({ key, cells, differs }) => ({ key, cells, differs }))).toEqual([
    {
      key: 'x',
      cells: [
        [1, true],
        [5, undefined],
      ],
      differs: [true, true],
    },
    {
      key: 'y',
      cells: [
        [2, true],
        [2, undefined],
      ],
      differs: [false, true],
    },
    { key: 'z', cells: [undefined, [9, undefined]], differs: [true, true] },
  ]);
  expect(differing).toEqual([true, true]);
  expect(repeated).toBe(0);
});

test('rows that repeat a key are paired in their order; 1 is not "1"', () => {
  const twice = {
    columns: ['id', 'v'],
    rows: [
      [1, 'a'],
      [1, 'b'],
      ['1', 'c'],
    ],
  };
  const { rows, repeated } = alignTables([twice, { ...twice, rows: twice.rows.toReversed() }], 'id');
  expect(rows.map((row) => row.cells)).toEqual([
    [['a'], ['b']],
    [['b'], ['a']],
    [['c'], ['c']],
  ]);
  expect(repeated).toBe(2);
});

test('without a key rows are the same by their place', () => {
  const { rows } = alignTables([a, b], undefined);
  expect(rows.map((row) => row.key)).toEqual([1, 2, 3]);
  expect(rows[2]?.cells[0]).toBeUndefined();
});

test('the usual key is a column that tells all rows apart', () => {
  expect(usualKey([a, b])).toBe('id');
  expect(commonColumns([a, b])).toEqual(['id', 'v']);
  const measured = {
    columns: ['score', 'fold'],
    rows: [
      [0.5, 1],
      [0.7, 1],
    ],
  };
  expect(usualKey([measured])).toBeUndefined();
});

test('ten thousand rows of four tables are laid side by side', () => {
  const big = (shift: number) => ({
    columns: ['id', ...'abcdefgh'],
    rows: Array.from({ length: 10_000 }, (_, at) => [
      at,
      ...Array.from({ length: 8 }, (_, column) => at % (7 + column + shift)),
    ]),
  });
  const { rows } = alignTables([big(0), big(0), big(1), big(2)], 'id');
  expect(rows).toHaveLength(10_000);
  expect(rows[0]?.different).toBe(false);
  expect(rows[9]?.different).toBe(true);
});

test('a list of objects of which each has keys of its own is refused before its cells are made', () => {
  const rows = Array.from({ length: 30_000 }, (_, at) => ({ [`k${at}`]: 1 }));
  expect(() => readTable(JSON.stringify(rows), 't.json')).toThrow(/30,?000/);
});
