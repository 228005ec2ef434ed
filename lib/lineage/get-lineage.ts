import type { Ctx } from '../context.ts';
import { loadNodes } from './load-nodes.ts';
import { requireNode } from './require-node.ts';
import type { LineageAnswer, LineageCounts, LineageEdge, NodeType } from './schema.ts';
import { type WalkedEdge, walkLineage } from './sql/walk-lineage.ts';

/** Edges looked at in each direction; beyond, counts are not exact. */
const mostEdges = 10_000;
/** Nodes of one answer: what a page can draw and a person can read. */
const mostNodes = 300;

/**
 * The graph around a node: what it came from and what came of it, up to `depth` steps either way, with counts over all
 * distances. @throws DomainError INVALID_INPUT (id), NOT_FOUND
 */
export async function getLineage({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { node: string; depth?: number };
}): Promise<LineageAnswer> {
  const { node, depth = 6 } = input;
  const start = await requireNode(ctx, node);
  const [up, down] = await Promise.all([
    walkLineage(ctx, { start, direction: 'up', limit: mostEdges + 1 }),
    walkLineage(ctx, { start, direction: 'down', limit: mostEdges + 1 }),
  ]);
  const distances = nearest(up, -1);
  for (const [id, distance] of nearest(down, 1)) distances.set(id, distance);
  distances.set(node, 0);
  const shown = [...distances]
    .filter(([, distance]) => Math.abs(distance) <= depth)
    .sort(([, a], [, b]) => Math.abs(a) - Math.abs(b))
    .slice(0, mostNodes);
  const facts = await loadNodes(
    ctx,
    shown.map(([id]) => split(id)),
  );
  const kept = new Set(facts.keys());
  const walked = [
    ...up.map((edge) => ({ from: far(edge), to: near(edge), role: edge.role })),
    ...down.map((edge) => ({ from: near(edge), to: far(edge), role: edge.role })),
  ];
  const open = new Set(
    walked.flatMap(({ from, to }) => (kept.has(from) === kept.has(to) ? [] : kept.has(from) ? [from] : [to])),
  );
  const edges = [...walked, ...(await inputsOf(ctx, kept))].filter(({ from, to }) => kept.has(from) && kept.has(to));
  return {
    node,
    depth,
    nodes: shown.flatMap(([id, distance]) => {
      const own = facts.get(id);
      return own ? [{ ...own, distance, more: open.has(id) }] : [];
    }),
    edges: [...new Map(edges.map((edge) => [`${edge.from} ${edge.to} ${edge.role}`, edge])).values()],
    upstream: count(up),
    downstream: count(down),
  };
}

function near(edge: WalkedEdge): string {
  return `${edge.viaType}:${edge.viaId}`;
}

function far(edge: Pick<WalkedEdge, 'type' | 'id'>): string {
  return `${edge.type}:${edge.id}`;
}

function split(node: string): { type: NodeType; id: string } {
  const colon = node.indexOf(':');
  return { type: node.slice(0, colon) as NodeType, id: node.slice(colon + 1) };
}

/** Each node once, at its least distance; the walk comes nearest first. */
function nearest(edges: WalkedEdge[], sign: 1 | -1): Map<string, number> {
  const distances = new Map<string, number>();
  for (const edge of edges) {
    const id = far(edge);
    if (!distances.has(id)) distances.set(id, sign * edge.distance);
  }
  return distances;
}

/** A run downstream may read what lies upstream, past the node in the middle; those edges belong to the picture too. */
async function inputsOf(ctx: Ctx, kept: ReadonlySet<string>): Promise<LineageEdge[]> {
  const runs = [...kept].filter((id) => id.startsWith('run:')).map((id) => split(id).id);
  const rows = await ctx.db.runInput.findMany({
    where: { runId: { in: runs }, run: { projectId: ctx.project.id } },
    select: { runId: true, role: true, datasetVersionId: true, modelVersionId: true },
  });
  return rows.map((row) => ({
    from:
      row.datasetVersionId === null ? `model-version:${row.modelVersionId}` : `dataset-version:${row.datasetVersionId}`,
    to: `run:${row.runId}`,
    role: row.role,
  }));
}

function count(edges: WalkedEdge[]): LineageCounts & { exact: boolean } {
  const nodes = [...new Set(edges.map(far))];
  const of = (type: NodeType) => nodes.filter((id) => id.startsWith(`${type}:`)).length;
  return {
    datasets: of('dataset-version'),
    runs: of('run'),
    models: of('model-version'),
    code: of('code'),
    exact: edges.length <= mostEdges,
  };
}
