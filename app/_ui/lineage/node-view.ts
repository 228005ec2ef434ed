import { Box, Database, GitCommitHorizontal, type LucideIcon, Play, Table2 } from 'lucide-react';

export type NodeKind = 'dataset' | 'run' | 'model' | 'predictions' | 'code';

/** A thing in the graph as it is drawn: what it is, its name, one line about it, where a click leads. */
export interface NodeView {
  id: string;
  kind: NodeKind;
  name: string;
  detail: string;
  digest?: string | undefined;
  /** Path inside the project. */
  to?: string | undefined;
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
