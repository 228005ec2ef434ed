import { expect, test } from 'vitest';
import { FilterError } from './filter-error.ts';
import { experimentsGrammar } from './grammars/experiments.ts';
import { runsGrammar } from './grammars/runs.ts';
import { parseOrder } from './parse-order.ts';

const key = (entity: string, name: string, descending: boolean) => ({ field: { entity, key: name }, descending });

test('an order names keys, quoted or not, and a direction', () => {
  expect(parseOrder(['metrics.loss'], runsGrammar)).toEqual([key('metric', 'loss', false)]);
  const clauses = ['params.`my key` DESC', 'tag."a.b"  aSC', 'attributes.Created desc', 'run_name'];
  expect(parseOrder(clauses, runsGrammar)).toEqual([
    key('param', 'my key', true),
    key('tag', 'a.b', false),
    key('attribute', 'start_time', true),
    key('attribute', 'run_name', false),
  ]);
});

test.each<[string, number, RegExp]>([
  ['', 1, /Invalid order_by clause ''/],
  ['metrics.loss SIDEWAYS', 14, /Invalid ordering key.*'SIDEWAYS' at column 14/],
  ['metrics.loss DESC extra', 19, /one word too many/],
  ['metrics.loss, run_id', 13, /','/],
  ['stat_time', 1, /unknown attribute 'attributes.stat_time' at column 1; did you mean 'start_time'\?/],
  ['dataset.name', 1, /Invalid order_by entity: dataset/],
  ['foo.bar', 1, /Invalid entity type 'foo'/],
  ['loss > 1', 6, /'>'/],
])('the order %j is refused', (clause, column, message) => {
  const refused = expect.objectContaining({ column, message: expect.stringMatching(message) });
  expect(() => parseOrder([clause], runsGrammar)).toThrow(refused);
});

test('a key that comes twice is refused, under another name too', () => {
  expect(() => parseOrder(['metrics.a', 'metric.`a` DESC'], runsGrammar)).toThrow(/duplicate fields/);
  expect(() => parseOrder(['start_time', 'created'], runsGrammar)).toThrow(FilterError);
  expect(() => parseOrder(['tags.a'], experimentsGrammar)).toThrow(/Invalid order_by entity: tag/);
  expect(() => parseOrder(Array(21).fill('name'), experimentsGrammar)).toThrow(/at most 20/);
});
