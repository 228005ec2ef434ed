import type { LineageAnswer, LineageEdge, LineageNode } from '#lib/lineage/schema.ts';

/** The part of the answer that is shown: up to some steps away on each side, each edge once. */
export function visiblePart(
  answer: LineageAnswer,
  { up, down }: { up: number; down: number },
): { nodes: LineageNode[]; edges: Pick<LineageEdge, 'from' | 'to'>[] } {
  const nodes = answer.nodes.filter((node) => node.distance >= -up && node.distance <= down);
  const kept = new Set(nodes.map((node) => node.id));
  const edges = new Map<string, Pick<LineageEdge, 'from' | 'to'>>();
  for (const { from, to } of answer.edges) if (kept.has(from) && kept.has(to)) edges.set(`${from} ${to}`, { from, to });
  return { nodes, edges: [...edges.values()] };
}
