import { expect, test } from 'vitest';
import { parseStepName } from './step-name.ts';

const id = '0b0e2b9c-5b0f-4a39-9d0c-0f8a1c2d3e4f';
const tail = `+timestamp+1790000000000+${id}`;

test('what MLflow’s client writes is read', () => {
  expect(parseStepName(`images/eval#sample+step+12${tail}.png`)).toEqual({
    name: 'images/eval#sample',
    step: 12,
    at: 1_790_000_000_000,
    id,
    small: false,
  });
  expect(parseStepName(`images/sample+step+12${tail}+compressed.webp`)?.small).toBe(true);
  expect(parseStepName(`images/a+step+3+step+-4${tail}.png`)).toMatchObject({ name: 'images/a+step+3', step: -4 });
});

test.each([
  'images/plain.png',
  `images/+step+1${tail}.png`,
  `+step+1${tail}.png`,
  `images/a+step+1${tail}`,
  `images/a+step+1${tail}.png/x`,
  `images/a+step+1e3${tail}.png`,
  `images/a+step+NaN${tail}.png`,
  `images/a+step+1+timestamp+x+${id}.png`,
  `images/a+step+1+timestamp+1790000000000+../../${id}.png`,
  `images/a+step+99999999999999999999${tail}.png`,
  `images/a step 1${tail.replaceAll('+', ' ')}.png`,
])('%s is a file by its own name', (path) => {
  expect(parseStepName(path)).toBeUndefined();
});
