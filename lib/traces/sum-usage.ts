/** A span with the usage (tokens or cost by name) that it says it had, if any. */
export interface UsageNode {
  id: string;
  parentId: string | null;
  usage: Record<string, number> | undefined;
}

/**
 * The usage of a trace. A span that says its usage speaks for all below it: agents and chains repeat what their
 * calls used, and adding both would count twice. MLflow's rule.
 */
export function sumUsage(nodes: UsageNode[]): Record<string, number> | undefined {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const sum: Record<string, number> = {};
  let any = false;
  for (const node of nodes) {
    if (!node.usage || spokenFor(node, byId)) continue;
    any = true;
    for (const [name, amount] of Object.entries(node.usage)) sum[name] = (sum[name] ?? 0) + amount;
  }
  return any ? sum : undefined;
}

function spokenFor(node: UsageNode, byId: ReadonlyMap<string, UsageNode>): boolean {
  const seen = new Set([node.id]);
  for (let parent = byId.get(node.parentId ?? ''); parent; parent = byId.get(parent.parentId ?? '')) {
    if (parent.usage) return true;
    // Ids come from clients: a span may name itself as its ancestor.
    if (seen.has(parent.id)) return false;
    seen.add(parent.id);
  }
  return false;
}
