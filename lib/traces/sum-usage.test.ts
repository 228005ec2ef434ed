import { expect, test } from 'vitest';
import { sumUsage, type UsageNode } from './sum-usage.ts';

const node = (id: string, parentId: string | null, tokens?: number): UsageNode => ({
  id,
  parentId,
  usage: tokens === undefined ? undefined : { tokens },
});

test.each<[string, UsageNode[], number | undefined]>([
  ['nothing said', [node('a', null), node('b', 'a')], undefined],
  ['spans beside each other', [node('a', null), node('b', 'a', 1), node('c', 'a', 2)], 3],
  [
    'a span that speaks for those below, however deep',
    [node('a', null, 5), node('b', 'a'), node('c', 'b', 2), node('d', 'b', 3)],
    5,
  ],
  [
    'two branches of which one is spoken for',
    [node('a', null), node('b', 'a', 4), node('c', 'b'), node('d', 'c', 2), node('e', 'a', 1)],
    5,
  ],
  ['a parent that is not there', [node('b', 'gone', 1)], 1],
  ['a circle of silent spans', [node('a', 'b'), node('b', 'a'), node('c', 'a', 1), node('d', 'b', 1)], 2],
])('%s', (_, nodes, tokens) => {
  const sum = tokens === undefined ? undefined : { tokens };
  expect(sumUsage(nodes)).toEqual(sum);
  expect(sumUsage(nodes.toReversed())).toEqual(sum);
});

// Two billion steps, if each leaf were followed to the root.
test('many leaves of a long chain', () => {
  const chain = Array.from({ length: 50_000 }, (_, index) => node(`s${index}`, index > 0 ? `s${index - 1}` : null));
  const leaves = Array.from({ length: 50_000 }, (_, index) => node(`l${index}`, 's49999', 1));
  expect(sumUsage([...chain, ...leaves])).toEqual({ tokens: 50_000 });
});
