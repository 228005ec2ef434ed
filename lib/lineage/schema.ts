import { z } from 'zod';

export const nodeTypes = ['dataset-version', 'run', 'model-version', 'code'] as const;
export const NodeType = z.enum(nodeTypes);
export type NodeType = z.infer<typeof NodeType>;

/** A node of the graph: `dataset-version:<id>`, `run:<id>`, `model-version:<id>` or `code:<digest>`. */
export const NodeId = z
  .string()
  .regex(
    /^(dataset-version|run|model-version|code):[0-9a-f]{1,64}$/,
    'must be dataset-version:<id>, run:<id>, model-version:<id> or code:<digest>',
  );

export const LineageNode = z.object({
  id: z.string(),
  type: NodeType,
  /** What people call it: "flights version 3", "train flights". */
  label: z.string(),
  /** Of a run its kind; of a dataset version import, split or predictions; of a model its flavor. */
  kind: z.string(),
  /** Content digest, or the recipe's digest of a run. */
  digest: z.string().nullable(),
  status: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** Steps from the node that was asked for: negative upstream, positive downstream. */
  distance: z.number(),
  /** Name and number for links: dataset or model. */
  name: z.string().nullable(),
  number: z.number().nullable(),
  /** Neighbours on this side that were cut off by the depth or the size of the answer. */
  more: z.boolean(),
});
export type LineageNode = z.infer<typeof LineageNode>;

export const LineageEdge = z.object({
  from: z.string(),
  to: z.string(),
  /** The slot an input is read in ('dataset', 'model'), 'wrote', 'registered', 'derived', 'child' (of a run) or 'code'. */
  role: z.string(),
});
export type LineageEdge = z.infer<typeof LineageEdge>;

export const LineageCounts = z.object({ datasets: z.number(), runs: z.number(), models: z.number(), code: z.number() });
export type LineageCounts = z.infer<typeof LineageCounts>;

export const LineageAnswer = z.object({
  node: z.string(),
  depth: z.number(),
  nodes: z.array(LineageNode),
  edges: z.array(LineageEdge),
  /** Over all distances, not only those shown. `exact` is false where counting stopped at 10,000. */
  upstream: LineageCounts.extend({ exact: z.boolean() }),
  downstream: LineageCounts.extend({ exact: z.boolean() }),
});
export type LineageAnswer = z.infer<typeof LineageAnswer>;
