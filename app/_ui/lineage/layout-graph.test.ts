import ELK from 'elkjs/lib/elk.bundled.js';
import { expect, test } from 'vitest';
import { layoutGraph, nodeHeight, nodeWidth } from './layout-graph.ts';

const elk = new ELK();

test('every edge points to the right and no two nodes overlap', async () => {
  const nodes = ['flights', 'train', 'model', 'june', 'score', 'predictions', 'code'].map((id) => ({ id }));
  const edges = [
    { from: 'flights', to: 'train' },
    { from: 'code', to: 'train' },
    { from: 'train', to: 'model' },
    { from: 'model', to: 'score' },
    { from: 'june', to: 'score' },
    { from: 'score', to: 'predictions' },
  ];
  const { nodes: placed, edges: ways } = await layoutGraph({ elk, nodes, edges });
  const at = new Map(placed.map((node) => [node.id, node]));
  expect(placed).toHaveLength(nodes.length);
  for (const edge of edges) {
    expect(at.get(edge.to)?.x).toBeGreaterThanOrEqual((at.get(edge.from)?.x ?? Number.POSITIVE_INFINITY) + nodeWidth);
  }
  for (const way of ways) {
    expect(way.points.length).toBeGreaterThanOrEqual(2);
    expect(way.points[0]?.x).toBe((at.get(way.from)?.x ?? 0) + nodeWidth);
    expect(way.points.at(-1)?.x).toBe(at.get(way.to)?.x);
  }
  for (const [index, a] of placed.entries()) {
    for (const b of placed.slice(index + 1)) {
      expect(Math.abs(a.x - b.x) >= nodeWidth || Math.abs(a.y - b.y) >= nodeHeight, `${a.id} over ${b.id}`).toBe(true);
    }
  }
});

test('an edge to a node that is not shown is left out', async () => {
  const placed = await layoutGraph({ elk, nodes: [{ id: 'run' }], edges: [{ from: 'run', to: 'elsewhere' }] });
  expect(placed.nodes.map((node) => node.id)).toEqual(['run']);
  expect(placed.edges).toEqual([]);
});
