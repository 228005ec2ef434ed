import { expect, test } from 'vitest';
import { factRows, gatherFacts, mostFacts } from './fact-rows.ts';

test('things of one name are numbered, also where there are very many of them', () => {
  const { add, facts } = gatherFacts();
  add('test 3', 'taken');
  // One by one from 2 each time, these would be 800 million tries.
  for (let count = 0; count < 40_000; count += 1) add('test', 'x');
  const keys = [...facts.values()].map(({ key }) => key);
  expect(keys.slice(0, 5)).toEqual(['test 3', 'test', 'test 2', 'test 4', 'test 5']);
  expect(keys.at(-1)).toBe('test 40001');
});

test('a section has at most so many rows, and says that there are more', () => {
  const gathered = [gatherFacts(), gatherFacts()];
  for (const [run, { add }] of gathered.entries())
    for (let count = 0; count < 6_000; count += 1) add(`package ${run} ${count}`, '1');
  const { rows, more } = factRows(
    'environment',
    gathered.map(({ facts }) => facts),
  );
  expect(rows).toHaveLength(mostFacts);
  expect(more).toBe(true);
  expect(factRows('environment', [gathered[0]?.facts])).toMatchObject({ more: false });
});
