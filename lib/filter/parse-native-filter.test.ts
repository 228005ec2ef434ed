import { describe, expect, test } from 'vitest';
import { FilterError } from './filter-error.ts';
import { nativeRunsGrammar } from './grammars/native-runs.ts';
import { parseNativeFilter } from './parse-native-filter.ts';
import type { Filter } from './tree.ts';

/** A filter with every parenthesis written out. */
function said(filter: Filter): string {
  switch (filter.kind) {
    case 'not':
      return `not ${said(filter.of)}`;
    case 'all':
    case 'any':
      return `(${filter.of.map(said).join(filter.kind === 'all' ? ' & ' : ' | ')})`;
    case 'term': {
      const { field, test: tested } = filter;
      const { kind, ...rest } = tested;
      const name = `${field.entity}:${field.key}`;
      const values = Object.values(rest).map(String);
      return values.length > 0 ? `${name} ${values.join(' ')}` : `${name} ${kind}`;
    }
  }
}

const parsed = (text: string) => said(parseNativeFilter(text, nativeRunsGrammar));

describe('the filters of the dashboard', () => {
  test.each([
    ['', '()'],
    ['lr > 0.01', 'any:lr > 0.01'],
    ['optimizer = adam', 'any:optimizer = adam'],
    ['optimizer == "adam w"', 'any:optimizer = adam w'],
    ["name = 'it''s'", "attribute:run_name = it's"],
    ['status = running', 'attribute:state = running'],
    ['name = 5', 'attribute:run_name = 5'],
    ['params.batch_size = 32', 'param:batch_size = 32'],
    ["params.batch_size = '32'", 'param:batch_size = 32'],
    ['metric.loss <> nan', 'metric:loss != NaN'],
    ['train/loss < inf', 'any:train/loss < Infinity'],
    ['top-5 >= 1', 'any:top-5 >= 1'],
    ['mlflow.user = ana', 'any:mlflow.user = ana'],
    ['"status" = x', 'any:status = x'],
    ['tags."a b" contains c', 'tag:a b CONTAINS c'],
    ['name =~ "^run-[0-9]+$"', 'attribute:run_name MATCHES ^run-[0-9]+$'],
    ['name !~ x', '(attribute:run_name present & not attribute:run_name MATCHES x)'],
    ['tag.a not like "x%"', '(tag:a present & not tag:a LIKE x%)'],
    ['optimizer in (adam, sgd)', 'any:optimizer IN adam,sgd'],
    ['epochs not in (1, 2)', 'any:epochs NOT IN 1,2'],
    ['metrics.loss in (1, nan)', 'metric:loss IN 1,NaN'],
    ['status in (failed, canceled)', 'attribute:state IN failed,canceled'],
    ['lr is null', 'any:lr missing'],
    ['ended is not null', 'attribute:end_time present'],
    ['dataset.name = flights', 'dataset:name = flights'],
    ["created > '2026-01-31T00:00:00Z'", 'attribute:created > 1769817600000'],
    ['duration > 60', 'attribute:duration > 60'],
    ['a = 1 or b = 2 and not c = 3', '(any:a = 1 | (any:b = 2 & not any:c = 3))'],
    ['(a = 1 OR b = 2) AND NOT (c = 3 or not d = 4)', '((any:a = 1 | any:b = 2) & not (any:c = 3 | not any:d = 4))'],
  ])('%s', (text, expected) => {
    expect(parsed(text)).toBe(expected);
  });

  test.each<[string, number, RegExp]>([
    ['lr >', 5, /Expected a value at column 5, found the end/],
    ['lr 0.1', 4, /Expected a comparison/],
    ['lr > 0.1 b', 10, /'b' at column 10 is not expected/],
    ['lr > 0.1 and', 13, /ends too early/],
    ['(lr > 0.1', 10, /parenthesis at column 1 is never closed/],
    ['lr > 0.1)', 9, /'\)' at column 9/],
    ['attr.stats = running', 1, /unknown attribute 'attr.stats' at column 1; did you mean 'status'\?/],
    ['dataset.nam = x', 1, /did you mean 'name'\?/],
    ['loss > high', 8, /'high' at column 8 is no number/],
    ['name > 5', 6, /compares numbers, and run_name is a text/],
    ['metrics.loss contains x', 14, /compares texts, and loss is a number/],
    ['metrics.loss = x', 16, /'x' at column 16 is no number/],
    ['created > yesterday', 11, /neither milliseconds nor a date/],
    ['lr ~ 5', 4, /'~' at column 4 is no comparison/],
    ['lr = 1e999', 6, /beyond the range of a float64/],
    ['lr in ()', 7, /The list at column 7 is empty/],
    ['lr in (1 2)', 10, /Expected a comma/],
    ['lr is 5', 7, /Expected NULL or NOT NULL/],
    ["name = 'x", 8, /quote at column 8 never ends/],
    ['name =~ "(a)\\1"', 9, /refers back to a group/],
  ])('%s is refused', (text, column, message) => {
    const refused = expect.objectContaining({ column, message: expect.stringMatching(message) });
    expect(() => parseNativeFilter(text, nativeRunsGrammar)).toThrow(refused);
  });

  test('filters without end are refused', () => {
    const deep = `${'('.repeat(42)}a = 1${')'.repeat(42)}`;
    expect(() => parseNativeFilter(deep, nativeRunsGrammar)).toThrow(/nested deeper than 40/);
    const many = Array(201).fill('a = 1').join(' or ');
    expect(() => parseNativeFilter(many, nativeRunsGrammar)).toThrow(FilterError);
    expect(() => parseNativeFilter(`a =~ "${'x'.repeat(501)}"`, nativeRunsGrammar)).toThrow(/more than 500/);
  });
});
