import { expect, test } from 'vitest';
import { jsonDepth } from './json-depth.ts';

test.each([
  ['1', 0],
  ['[]', 1],
  ['[[],[[]]]', 3],
  ['{"a":{"b":[1,{"c":2}]},"d":3}', 4],
  ['["[[[[", "\\"[[", "\\\\", ["]]]]"]]', 2],
  ['{"\\\\\\"{":[{}]}', 3],
])('%s is %i deep', (text, depth) => {
  JSON.parse(text);
  expect(jsonDepth(text)).toBe(depth);
});
