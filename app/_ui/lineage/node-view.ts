import { Box, Database, GitCommitHorizontal, type LucideIcon, Play, Table2 } from 'lucide-react';
import { statusWord } from '#app/_ui/run/status-of.ts';
import type { LineageNode } from '#lib/lineage/schema.ts';
import { text } from '#lib/ui/text/text.ts';
import { datasetPath, modelPath } from '../run/thing-path.ts';

export type NodeKind = 'dataset' | 'run' | 'model' | 'predictions' | 'code';

/** A thing in the graph as it is drawn: what it is, its name, one line about it, where a click leads. */
export interface NodeView {
  id: string;
  kind: NodeKind;
  name: string;
  detail: string;
  digest: string | null;
  /** Path inside the project. */
  to: string | undefined;
  /** Steps from the thing in the middle: below zero it came before, above zero it depends on it. */
  distance: number;
}

/** Hue is for runs only, so kinds are told apart by their icons and words. */
export const nodeIcons: Record<NodeKind, LucideIcon> = {
  dataset: Database,
  run: Play,
  model: Box,
  predictions: Table2,
  code: GitCommitHorizontal,
};

/** A node of the answer as it is drawn and listed. */
export function nodeView(node: LineageNode): NodeView {
  const shared = { id: node.id, name: node.label, digest: node.digest, distance: node.distance };
  const own = node.id.slice(node.id.indexOf(':') + 1);
  const version = node.name !== null && node.number !== null ? { name: node.name, number: node.number } : undefined;
  const name = version ? text.lineage.version(version.name, version.number) : node.label;
  const more = node.more ? text.lineage.more : undefined;
  const line = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' · ');
  switch (node.type) {
    case 'run':
      return {
        ...shared,
        kind: 'run',
        detail: line(node.kind, node.status && statusWord(node.status), more),
        to: `/runs/${own}`,
      };
    case 'model-version':
      return {
        ...shared,
        name,
        kind: 'model',
        detail: line(text.lineage.kinds.model, node.kind, more),
        to: version && modelPath(version),
      };
    case 'code':
      return { ...shared, kind: 'code', detail: line(text.lineage.kinds.code, node.kind, more), to: `/code/${own}` };
    case 'dataset-version': {
      const kind = node.kind === 'predictions' ? 'predictions' : 'dataset';
      const how = kind === 'dataset' ? node.kind : undefined;
      return {
        ...shared,
        name,
        kind,
        detail: line(text.lineage.kinds[kind], how, more),
        to: version && datasetPath({ ...version, kind: node.kind }),
      };
    }
  }
}
