import { expect, test } from 'vitest';
import { namesOf, titleOf } from './panel-of.ts';
import { suggestPanels } from './suggest-panels.ts';

const metrics = ['epoch', 'eval/auc', 'system/cpu', 'train/loss'];

test('suggested panels follow the primary metric, whichever it becomes', () => {
  const panels = suggestPanels(metrics, 'eval/auc').filter(({ kind }) => kind === 'value' || kind === 'curves');
  const titles = (primary: string) => panels.map((panel) => titleOf(panel, primary));
  expect(titles('eval/auc')).toEqual(['eval/auc · best', 'eval/auc', 'train/loss']);
  expect(titles('eval/f1')).toEqual(['eval/f1 · best', 'eval/f1', 'train/loss']);
});

test('panels of one title are told apart', () => {
  expect(namesOf(['loss', 'auc', 'loss', 'loss'])).toEqual(['loss', 'auc', 'loss (2)', 'loss (3)']);
});
