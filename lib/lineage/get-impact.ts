import type { Ctx } from '../context.ts';
import { loadNodes, type NodeFacts } from './load-nodes.ts';
import { requireNode } from './require-node.ts';
import { walkLineage } from './sql/walk-lineage.ts';

const mostEdges = 10_000;

/**
 * Everything that came of a node, nearest first: what to look at again when a dataset version turns out bad.
 * @returns `complete` is false where the walk stopped at 10,000 edges
 * @throws DomainError INVALID_INPUT (id), NOT_FOUND
 */
export async function getImpact({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { node: string };
}): Promise<{ node: string; items: (NodeFacts & { distance: number })[]; complete: boolean }> {
  const start = await requireNode(ctx, input.node);
  const edges = await walkLineage(ctx, { start, direction: 'down', limit: mostEdges + 1 });
  const nodes = new Map<string, (typeof edges)[number]>();
  for (const edge of edges) {
    const id = `${edge.type}:${edge.id}`;
    if (!nodes.has(id)) nodes.set(id, edge);
  }
  const facts = await loadNodes(ctx, [...nodes.values()]);
  return {
    node: input.node,
    items: [...nodes].flatMap(([id, { distance }]) => {
      const own = facts.get(id);
      return own ? [{ ...own, distance }] : [];
    }),
    complete: edges.length <= mostEdges,
  };
}
