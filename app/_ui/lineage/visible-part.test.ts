import { expect, test } from 'vitest';
import type { LineageAnswer, LineageNode } from '#lib/lineage/schema.ts';
import { visiblePart } from './visible-part.ts';

const node = (id: string, distance: number): LineageNode => ({
  id,
  type: 'run',
  label: id,
  kind: 'train',
  digest: null,
  status: null,
  createdAt: '2026-11-25T13:00:00.000Z',
  distance,
  name: null,
  number: null,
  more: false,
});
const none = { datasets: 0, runs: 0, models: 0, code: 0, exact: true };
const answer: LineageAnswer = {
  node: 'b',
  depth: 6,
  upstream: none,
  downstream: none,
  nodes: [node('b', 0), node('a', -1), node('c', 1), node('d', 2)],
  edges: [
    { from: 'a', to: 'b', role: 'dataset' },
    { from: 'a', to: 'b', role: 'evaluation' },
    { from: 'b', to: 'c', role: 'wrote' },
    { from: 'c', to: 'd', role: 'model' },
  ],
};
const ids = (part: ReturnType<typeof visiblePart>) => part.nodes.map((each) => each.id);

test('a data set read in two slots is one line, not two', () => {
  expect(visiblePart(answer, { up: 6, down: 6 }).edges).toEqual([
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'c', to: 'd' },
  ]);
});

test('a side that is off and what lies too far away are left out with their edges', () => {
  expect(ids(visiblePart(answer, { up: 0, down: 6 }))).toEqual(['b', 'c', 'd']);
  const near = visiblePart(answer, { up: 1, down: 1 });
  expect(ids(near)).toEqual(['b', 'a', 'c']);
  expect(near.edges).toEqual([
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
  ]);
});
