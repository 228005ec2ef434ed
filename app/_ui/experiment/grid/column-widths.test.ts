import { expect, test } from 'vitest';
import { readWidths, withWidth } from './column-widths.ts';

test('widths of columns stand in an address, whatever their keys hold', () => {
  const names = ['name', 'metric:a:min', 'param:a,b~c', 'tag:1:2', 'param:日本'];
  const text = names.reduce((before, name, index) => withWidth(readWidths(before), name, 100 + index), '');
  expect(readWidths(text)).toEqual({
    name: 100,
    'metric:a:min': 101,
    'param:a,b~c': 102,
    'tag:1:2': 103,
    'param:日本': 104,
  });
  expect(readWidths(withWidth(readWidths(text), 'name', undefined))).not.toHaveProperty('name');
});

test('what no width can be is left out or brought into the range', () => {
  expect(readWidths('')).toEqual({});
  expect(readWidths('x,12,:a,-5:b,1:c,9999:d,300.5:e')).toEqual({ c: 56, d: 800 });
  expect(withWidth({}, 'a', 70.6)).toBe('71:a');
});
