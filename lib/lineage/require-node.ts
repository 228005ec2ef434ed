import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { parseInput } from '../parse-input.ts';
import { loadNodes, type NodeFacts } from './load-nodes.ts';
import { NodeId, NodeType } from './schema.ts';

export interface RequiredNode {
  type: NodeType;
  id: string;
  facts: NodeFacts;
}

/** The node of this project with this id. @throws DomainError INVALID_INPUT, NOT_FOUND */
export async function requireNode(ctx: Ctx, node: string): Promise<RequiredNode> {
  parseInput(NodeId, node, 'node');
  const colon = node.indexOf(':');
  const type = NodeType.parse(node.slice(0, colon));
  const id = node.slice(colon + 1);
  const facts = (await loadNodes(ctx, [{ type, id }])).get(node);
  if (!facts) {
    throw new DomainError('NOT_FOUND', `There is no ${type.replace('-', ' ')} ${id} in project ${ctx.project.slug}.`, {
      fields: [{ path: 'node', message: 'names nothing in this project' }],
    });
  }
  return { type, id, facts };
}
