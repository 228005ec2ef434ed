import type { LineageAnswer, LineageEdge, LineageNode } from '#lib/lineage/schema.ts';

/** The part of the answer that is shown: one side or both, up to some steps away, each edge once. */
export function visiblePart(
  answer: LineageAnswer,
  { up, down, depth }: { up: boolean; down: boolean; depth: number },
): { nodes: LineageNode[]; edges: Pick<LineageEdge, 'from' | 'to'>[] } {
  const nodes = answer.nodes.filter(
    (node) => node.distance === 0 || (Math.abs(node.distance) <= depth && (node.distance < 0 ? up : down)),
  );
  const kept = new Set(nodes.map((node) => node.id));
  const edges = new Map<string, Pick<LineageEdge, 'from' | 'to'>>();
  for (const { from, to } of answer.edges) if (kept.has(from) && kept.has(to)) edges.set(`${from} ${to}`, { from, to });
  return { nodes, edges: [...edges.values()] };
}
