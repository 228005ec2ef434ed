import { expect, test } from 'vitest';
import { columnsAsked } from './run-columns.ts';
import { metricColumn, primaryOf, rankedBy, readSearch, runQuestion, usualColumns } from './run-question.ts';
import { readRunSet } from './run-set.ts';

test.each([
  ['', {}],
  ['  embed ', { text: 'embed' }],
  ['embed 64-32', { text: 'embed 64-32' }],
  ['/^seed-\\d$/', { regex: '^seed-\\d$' }],
  ['/', { text: '/' }],
  ['lr=0.01', { filter: 'lr=0.01' }],
  ['loss < 1 and optimizer = adam', { filter: 'loss < 1 and optimizer = adam' }],
  ['name contains "warm"', { filter: 'name contains "warm"' }],
  ['training', { text: 'training' }],
])('%j is read as %j', (typed, asked) => expect(readSearch(typed)).toEqual(asked));

test('a question has the order of the set', () => {
  const set = readRunSet(new URLSearchParams('sort=-metric:a~1b:max,name&q=x'));
  expect(runQuestion(7, set, undefined)).toEqual({
    experimentId: 7,
    text: 'x',
    sort: [
      { by: 'metric:a,b:max', order: 'desc' },
      { by: 'name', order: 'asc' },
    ],
  });
});

test('what the server would refuse in an old address is not asked', () => {
  const names = ['foo', 'metric:loss:best', 'metric:acc:best', `param:${'x'.repeat(300)}`, 'dataset:name', 'param:lr'];
  const set = readRunSet(new URLSearchParams({ sort: `${names.join()},-param:lr,id,kind,user,actor,status` }));
  const sort = runQuestion(7, set, 'acc').sort ?? [];
  expect(sort.map((key) => key.by)).toEqual(['metric:acc:best', 'param:lr', 'id', 'kind', 'user']);
  expect(columnsAsked(['|', ...names], undefined, 'acc')).toEqual(['metric:acc:best', 'dataset:name', 'param:lr']);
  expect(runQuestion(7, readRunSet(new URLSearchParams('sort=foo')), undefined).sort).toEqual([
    { by: 'started', order: 'desc' },
  ]);
  expect(rankedBy({ primaryMetric: 'acc', metricDirection: 'max' })).toBe('acc');
  expect(rankedBy({ primaryMetric: 'acc', metricDirection: null })).toBeUndefined();
});

test('a table begins with the primary metric, and says little of the machine', () => {
  const metrics = ['acc', 'loss', 'system/cpu'];
  expect(primaryOf({ primaryMetric: null }, metrics)).toBe('acc');
  expect(primaryOf({ primaryMetric: 'loss' }, metrics)).toBe('loss');
  const trained = ['best_accuracy', 'train/accuracy', 'val_loss'];
  expect(primaryOf({ primaryMetric: null }, trained)).toBe('val_loss');
  expect(primaryOf({ primaryMetric: null }, [...trained, 'val/f1'])).toBe('val/f1');
  const columns = usualColumns({
    metrics: ['system/cpu', 'acc', 'loss'],
    params: ['lr'],
    primary: 'loss',
    directionOf: (key) => (key === 'loss' ? 'min' : key === 'acc' ? 'max' : null),
  });
  expect(columns[0]).toBe('spark');
  expect(columns.slice(4)).toEqual(['metric:loss:min', 'metric:acc:max', metricColumn('system/cpu', null), 'param:lr']);
});
