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
  const spokenFor = speakers(nodes);
  const sum: Record<string, number> = {};
  let any = false;
  for (const node of nodes) {
    if (!node.usage || spokenFor(node)) continue;
    any = true;
    for (const [name, amount] of Object.entries(node.usage)) sum[name] = (sum[name] ?? 0) + amount;
  }
  return any ? sum : undefined;
}

/** Tells whether one above a span says its usage. Looks at each span that says nothing once, however deep they lie. */
function speakers(nodes: UsageNode[]): (node: UsageNode) => boolean {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const silent = new Map<string, boolean>();
  return (node) => {
    const passed: string[] = [];
    for (let parent = byId.get(node.parentId ?? ''); parent; parent = byId.get(parent.parentId ?? '')) {
      const known = parent.usage ? true : silent.get(parent.id);
      if (known) for (const id of passed) silent.set(id, true);
      if (known !== undefined) return known;
      // Ids come from clients: a span may name itself as its ancestor, and ends here the second time.
      silent.set(parent.id, false);
      passed.push(parent.id);
    }
    return false;
  };
}
