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

test('numbers in keys count as numbers, and a leading slash makes no section', () => {
  expect(metricSections(['layer/10', 'layer/9', '/odd'])).toEqual([
    { name: '', keys: ['/odd'] },
    { name: 'layer', keys: ['layer/9', 'layer/10'] },
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
