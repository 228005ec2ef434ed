import { expect, test } from 'vitest';
import { compareRows } from './compare-rows.ts';

const run = (params: Record<string, string>, metrics: Record<string, number>) => ({
  facts: { status: 'finished' },
  params,
  metrics,
});

test('a field that one run lacks differs, NaN equals NaN', () => {
  const rows = compareRows([
    run({ seed: '1', lr: '0.1' }, { auc: Number.NaN, f1: 0.5 }),
    run({ seed: '1' }, { auc: Number.NaN, f1: 0.6 }),
  ]);
  expect(rows).toEqual([
    { group: 'facts', key: 'status', values: ['finished', 'finished'], differs: false },
    { group: 'params', key: 'lr', values: ['0.1', undefined], differs: true },
    { group: 'params', key: 'seed', values: ['1', '1'], differs: false },
    { group: 'metrics', key: 'auc', values: [Number.NaN, Number.NaN], differs: false },
    { group: 'metrics', key: 'f1', values: [0.5, 0.6], differs: true },
  ]);
});

test('keys may be words that every object knows', () => {
  const odd = Object.fromEntries([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
  const rows = compareRows([run(odd, {}), run({}, {})]).filter((row) => row.group === 'params');
  expect(rows).toEqual([
    { group: 'params', key: '__proto__', values: ['x', undefined], differs: true },
    { group: 'params', key: 'constructor', values: ['y', undefined], differs: true },
  ]);
});
