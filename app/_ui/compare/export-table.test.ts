import { expect, test } from 'vitest';
import type { ComparedRun, CompareRow } from '#lib/runs/compare/schema.ts';
import { type ExportedTable, exportTable } from './export-table.ts';

const run = (name: string): ComparedRun => ({
  id: name.repeat(32).slice(0, 32),
  name,
  kind: 'external',
  status: 'finished',
  statusReason: null,
  stalled: false,
  archived: false,
  experimentId: 1,
  createdAt: '2026-11-28T00:00:00.000Z',
  startedAt: null,
  endedAt: null,
  color: null,
});
const rows: CompareRow[] = [
  { section: 'params', key: 'note', differs: true, values: ['=1+1', 'a|b\n<i>'], at: [0, 1] },
  { section: 'metrics', key: 'auc', differs: true, values: [{ last: 0.5, min: 0.1, max: 0.912345678 }], at: [0, -1] },
];
const table: ExportedTable = {
  runs: [run('a'), run('b')],
  rows,
  order: [1, 0],
  figure: 'best',
  directionOf: () => 'max',
};

test('the table is saved as it stands, and no text of a run becomes a formula or markup', () => {
  const csv = exportTable('csv', table).split('\r\n');
  expect(csv[0]).toBe('section,row,b,a');
  expect(exportTable('csv', table)).toContain(`params,note,"a|b\n<i>",'=1+1`);
  expect(exportTable('csv', table)).toContain('metrics,auc,,0.912345678');
  const markdown = exportTable('md', table).split('\n');
  expect(markdown[0]).toBe('| section | row | b | a |');
  expect(markdown).toContain('| params | note | a\\|b \\<i\\> | =1+1 |');
  expect(JSON.parse(exportTable('json', table)).rows[0]).toEqual({
    section: 'params',
    key: 'note',
    differs: true,
    values: ['a|b\n<i>', '=1+1'],
  });
});
