import { z } from 'zod';
import { Extract, Task } from '#lib/queue/kinds/train.ts';

/** A type name of DuckDB. It goes into SQL, and a registered model may be anybody's: nothing else may pass. */
const sqlType = z.string().regex(/^[A-Z][A-Z0-9_ ]*(\(\d+(, ?\d+)?\))?$/);

/** What training learnt about a feature: everything that turns a row into the model's inputs. */
export const FittedFeature = z.object({
  name: z.string(),
  column: z.string(),
  /** DuckDB type of the column trained on. */
  type: sqlType,
  extract: Extract.optional(),
  encoder: z.discriminatedUnion('kind', [
    /** `nulls`: nulls were there in training; they take the mean, and an indicator says so. */
    z.object({ kind: z.literal('standardize'), mean: z.number(), std: z.number().positive(), nulls: z.boolean() }),
    z.object({
      kind: z.literal('cyclic'),
      period: z.number().positive(),
      harmonics: z.number().int().min(1),
      nulls: z.boolean(),
    }),
    /** `values` in code order, which is sorting order. Values that are not listed have the code "unknown". */
    z.object({ kind: z.literal('one-hot'), values: z.array(z.string()), nulls: z.boolean() }),
    z.object({ kind: z.literal('embedding'), values: z.array(z.string()), size: z.number().int().min(1) }),
  ]),
});
export type FittedFeature = z.infer<typeof FittedFeature>;

export const FittedTarget = z.object({
  column: z.string(),
  type: sqlType,
  rule: z
    .object({ op: z.enum(['>', '>=', '<', '<=', '=', '!=']), value: z.union([z.number(), z.string(), z.boolean()]) })
    .optional(),
  /** Names of the classes in output order; binary: [negative, positive]. */
  classes: z.array(z.string()).optional(),
  /** Shares of the classes in training, in class order: what a baseline answers. */
  shares: z.array(z.number()).optional(),
  /** Regression learns (y - mean) / std; the model's last layer turns that back into the target's own unit. */
  mean: z.number().optional(),
  std: z.number().positive().optional(),
});
export type FittedTarget = z.infer<typeof FittedTarget>;

/** encoders.json of a model. */
export const Encoders = z.object({
  version: z.literal(1),
  task: Task,
  features: z.array(FittedFeature).min(1),
  target: FittedTarget,
});
export type Encoders = z.infer<typeof Encoders>;

/** Codes ahead of a vocabulary's own. */
export const unknownCode = 0;
export const nullCode = 1;
export const firstCode = 2;

/** How many columns of the dense input a feature fills. Embeddings have an input of their own. */
export function denseWidth(feature: FittedFeature): number {
  const encoder = feature.encoder;
  switch (encoder.kind) {
    case 'standardize':
      return 1 + Number(encoder.nulls);
    case 'cyclic':
      return 2 * encoder.harmonics + Number(encoder.nulls);
    case 'one-hot':
      return encoder.values.length + Number(encoder.nulls);
    case 'embedding':
      return 0;
  }
}

/** The columns a model's predictions have, beside the row's id. */
export function predictionColumns(
  encoders: Encoders,
): { name: string; type: 'FLOAT' | 'VARCHAR'; labels?: readonly string[] }[] {
  switch (encoders.task) {
    case 'binary':
      return [{ name: 'probability', type: 'FLOAT' }];
    case 'multiclass':
      return [
        { name: 'prediction', type: 'VARCHAR', labels: encoders.target.classes ?? [] },
        ...(encoders.target.classes ?? []).map((name) => ({ name: `probability_${name}`, type: 'FLOAT' as const })),
      ];
    case 'regression':
      return [{ name: 'prediction', type: 'FLOAT' }];
  }
}
