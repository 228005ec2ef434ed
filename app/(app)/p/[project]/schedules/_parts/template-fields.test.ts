import { expect, test } from 'vitest';
import { readTemplate, type TemplateFields, writeTemplate } from './template-fields.ts';

const fields: TemplateFields = {
  runName: 'score {{ nominal_date }}',
  model: 'late',
  version: 'alias champion',
  dataset: 'flights',
  data: 'asOf',
  output: 'scores',
  rows: '100000',
};

test.each([
  [{}, { model: { name: 'late', alias: 'champion' }, dataset: { name: 'flights', asOf: '{{ nominal_time }}' } }],
  [{ version: 'newest' }, { model: { name: 'late' } }],
  [{ version: 'version 3' }, { model: { name: 'late', version: 3 } }],
  [{ data: 'newest' as const }, { dataset: { name: 'flights' } }],
])('fields with %j are written, and read again', (more, expected) => {
  const template = writeTemplate({ ...fields, ...more });
  expect(template).toMatchObject(expected);
  expect(readTemplate(template)).toEqual({ ...fields, ...more });
});

test.each([
  { idColumns: ['id'] },
  { dataset: { name: 'flights', version: 2 } },
  { dataset: { name: 'flights', asOf: '{{ interval_start }}' } },
  { model: { id: 'x' } },
])('a template that says %j is left to JSON', (more) => {
  expect(readTemplate({ ...writeTemplate(fields), ...more })).toBeUndefined();
});

test('what a template leaves out is what the API takes for it', () => {
  const { rowsPerPartition: _, name: __, ...short } = writeTemplate(fields);
  expect(readTemplate(short)).toEqual({ ...fields, runName: '' });
});
