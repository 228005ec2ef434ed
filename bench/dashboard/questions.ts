import type { Page } from '@playwright/test';
import { wideMetrics, wideParams } from './wide-run.ts';

/** Something that a person does to see other rows. */
export interface Question {
  name: string;
  /** Clearing goes back to rows that the page knows: it stands between the others and is not judged. */
  kind: 'filter' | 'sort' | 'clear';
  /** The event that begins it in the page. */
  event: 'input' | 'click';
  act: (page: Page) => Promise<void>;
}

function filter(typed: string): Question {
  return {
    name: typed,
    kind: 'filter',
    event: 'input',
    act: (page) => page.getByRole('combobox', { name: 'Search runs' }).fill(typed),
  };
}

function sort(column: string, label: RegExp): Question {
  return {
    name: column,
    kind: 'sort',
    event: 'click',
    act: (page) => page.getByRole('columnheader').getByRole('button', { name: label }).first().click(),
  };
}

/** Columns of the table that is asked: those that are sorted by come first, all at once on a screen. */
const columns = [
  'created',
  'duration',
  'metric:val/accuracy:max',
  'metric:train/loss:last',
  'param:learning_rate',
  'user',
  'status',
  ...wideMetrics
    .filter((key) => key.startsWith('layer/'))
    .slice(0, 8)
    .map((key) => `metric:${key}:last`),
  ...wideParams.slice(1, 9).map((key) => `param:${key}`),
];
export const askedTable = `?tab=table&cols=${encodeURIComponent(columns.join(','))}`;

/** One after another, each from the rows of the one before. A header's first click shows the greatest first. */
export const questions: Question[] = [
  filter('eep-17'),
  filter('/9[0-9]7$/'),
  filter('metric."val/accuracy" > 0.9 and param.optimizer = adam'),
  filter('metric."train/loss" < 0.01'),
  filter('param.trial = "137"'),
  filter('tag.team = vision and param.batch_size = 64 and metric."val/loss" < 0.5'),
  { ...filter(''), name: 'cleared', kind: 'clear' },
  sort('the best val/accuracy', /^val\/accuracy/),
  sort('the last train/loss', /^train\/loss/),
  sort('param learning_rate', /^learning_rate/),
  sort('duration', /^Duration/),
  sort('user', /^User/),
];
