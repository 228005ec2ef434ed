import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';

export const nodeWidth = 184;
export const nodeHeight = 48;

export interface Placed {
  id: string;
  x: number;
  y: number;
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
}): Promise<Placed[]> {
  const known = new Set(nodes.map((node) => node.id));
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.spacing.nodeNode': '20',
      'elk.layered.spacing.nodeNodeBetweenLayers': '44',
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
  return (placed.children ?? []).map((child) => ({ id: child.id, x: child.x ?? 0, y: child.y ?? 0 }));
}
