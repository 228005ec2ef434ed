import type { ELK, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { PathPoint } from './rounded-path.ts';

export const nodeWidth = 184;
export const nodeHeight = 48;

export interface PlacedGraph {
  nodes: { id: string; x: number; y: number }[];
  /** Each edge's way around the nodes between its ends. */
  edges: { from: string; to: string; points: PathPoint[] }[];
}

/**
 * Places the nodes of a graph in layers from left to right, so that every edge points to the right.
 * Edges to unknown nodes are left out. Positions are the upper left corners, in pixels.
 */
export async function layoutGraph({
  elk,
  nodes,
  edges,
}: {
  elk: Pick<ELK, 'layout'>;
  nodes: readonly { id: string }[];
  edges: readonly { from: string; to: string }[];
}): Promise<PlacedGraph> {
  const known = new Set(nodes.map((node) => node.id));
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.spacing.nodeNode': '20',
      'elk.layered.spacing.nodeNodeBetweenLayers': '44',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      // The same graph is drawn the same way each time.
      'elk.randomSeed': '7',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: nodes.map((node) => ({ id: node.id, width: nodeWidth, height: nodeHeight })),
    edges: edges
      .filter((edge) => known.has(edge.from) && known.has(edge.to))
      .map((edge) => ({ id: `${edge.from}>${edge.to}`, sources: [edge.from], targets: [edge.to] })),
  };
  const placed = await elk.layout(graph);
  return {
    nodes: (placed.children ?? []).map((child) => ({ id: child.id, x: child.x ?? 0, y: child.y ?? 0 })),
    edges: (placed.edges ?? []).map((edge) => ({
      from: edge.sources[0] ?? '',
      to: edge.targets[0] ?? '',
      points: wayOf(edge),
    })),
  };
}

function wayOf(edge: ElkExtendedEdge): PathPoint[] {
  return (edge.sections ?? []).flatMap((section) => [
    section.startPoint,
    ...(section.bendPoints ?? []),
    section.endPoint,
  ]);
}
