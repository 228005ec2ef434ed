import { describe, expect, test } from 'vitest';
import { nativeRunsGrammar } from '#lib/filter/grammars/native-runs.ts';
import { parseNativeFilter } from '#lib/filter/parse-native-filter.ts';
import { suggestedKey, suggestedValue, valueFields } from './suggest-words.ts';

const parse = (filter: string) => parseNativeFilter(filter, nativeRunsGrammar);

describe('what is suggested', () => {
  test.each([
    'lr',
    'val/loss',
    'a.b',
    'x.',
    'a/',
    'a..b',
    'not',
    'odd key',
    'status',
    'name',
    'param.x',
    'a"b',
    'é',
    '1x',
  ])('the key %j is named so that the filter means it', (key) => {
    const name = suggestedKey('param', key);
    const text = JSON.stringify(parse(`${name} = 1`));
    expect(text).toContain(JSON.stringify(key));
    expect(text).not.toContain('"entity":"attribute"');
  });

  test.each(['adam', '0.1', '-3', 'C:\\', 'a "b"', 'a`b', 'not', 'null', 'x.', '', 'two words'])(
    'the value %j stands for itself',
    (value) => {
      const { of } = parse(`p = ${suggestedValue(value)} and q = x`) as { of: unknown[] };
      expect(of).toHaveLength(2);
    },
  );
});

test.each([
  ['lr', ['param:lr', 'tag:lr']],
  ['`odd key`', ['param:odd key', 'tag:odd key']],
  ['param.lr', ['param:lr']],
  ['tags."a b"', ['tag:a b']],
  ['status', ['status']],
])('values of %j are those of %j', (field, columns) => expect(valueFields(field)).toEqual(columns));
