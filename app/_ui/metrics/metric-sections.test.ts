import { expect, test } from 'vitest';
import { matchingKeys, metricSections, readFolded, toggleFolded } from './metric-sections.ts';

test('keys are grouped by their prefix, bare keys first and the machine last', () => {
  expect(metricSections(['system/memory', 'train/loss', 'loss', 'eval/auc', 'eval/f1', 'train/loss'])).toEqual([
    { name: '', keys: ['loss'] },
    { name: 'eval', keys: ['eval/auc', 'eval/f1'] },
    { name: 'train', keys: ['train/loss'] },
    { name: 'system', keys: ['system/memory'] },
  ]);
});

test('the primary metric comes before all others, with its section', () => {
  const keys = ['baseline/auc', 'eval/accuracy', 'eval/auc', 'loss'];
  expect(metricSections(keys, 'eval/auc')).toEqual([
    { name: 'eval', keys: ['eval/auc', 'eval/accuracy'] },
    { name: '', keys: ['loss'] },
    { name: 'baseline', keys: ['baseline/auc'] },
  ]);
  expect(metricSections(keys, 'gone')).toEqual(metricSections(keys));
});

test('numbers in keys count as numbers, and a leading slash makes no section', () => {
  expect(metricSections(['layer/10', 'layer/9', '/odd'])).toEqual([
    { name: '', keys: ['/odd'] },
    { name: 'layer', keys: ['layer/9', 'layer/10'] },
  ]);
});

test('what only counts epochs or steps comes last', () => {
  expect(
    metricSections(['epoch', 'global_step', 'train/loss', 'train/epoch', 'train/step_time', 'system/cpu']),
  ).toEqual([
    { name: 'train', keys: ['train/loss', 'train/step_time', 'train/epoch'] },
    { name: 'system', keys: ['system/cpu'] },
    { name: '', keys: ['epoch', 'global_step'] },
  ]);
  expect(metricSections(['epoch', 'loss', 'eval/auc']).map(({ keys }) => keys)).toEqual([
    ['loss', 'epoch'],
    ['eval/auc'],
  ]);
});

test('a half-typed pattern is told apart from one that matches nothing', () => {
  expect(matchingKeys(['eval/auc', 'train/loss'], '(auc')).toBeUndefined();
  expect(matchingKeys(['eval/auc', 'train/loss'], 'f1$')).toEqual([]);
  expect(matchingKeys(['eval/auc', 'train/loss'], '^EVAL')).toEqual(['eval/auc']);
});

test('folded sections survive their address, also the one without a name', () => {
  expect(readFolded('')).toEqual([]);
  let address = '';
  for (const name of ['system', '', 'a,b~1']) address = toggleFolded(readFolded(address), name);
  expect(readFolded(address)).toEqual(['system', '', 'a,b~1']);
  expect(readFolded(toggleFolded([], ''))).toEqual(['']);
  expect(toggleFolded([''], '')).toBe('');
});
