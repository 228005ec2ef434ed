import { z } from 'zod';

const Digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');
const Json = z.json();

/** The code a recipe names: a built-in kind at the digest of its sources. Commands and notebooks come with their issue. */
export const RecipeCode = z.strictObject({
  type: z.literal('builtin'),
  name: z.string().min(1),
  /** Digest over the sources of the built-in kinds and the lock file. */
  version: Digest,
});
export type RecipeCode = z.infer<typeof RecipeCode>;

/** One input, by content. How text files are parsed is part of what is read, so it is named too. */
export const RecipeInput = z.strictObject({
  role: z.string().min(1),
  type: z.enum(['dataset', 'model']),
  digest: Digest,
  format: z.string().optional(),
  readOptions: z.record(z.string(), Json).optional(),
});
export type RecipeInput = z.infer<typeof RecipeInput>;

/** What was asked. Nothing here may depend on when, where or for whom it runs. */
export const RecipeDocument = z.strictObject({
  schema: z.literal(1),
  kind: z.string().min(1),
  code: RecipeCode,
  parameters: z.record(z.string(), Json),
  inputs: z.array(RecipeInput),
  environment: z.strictObject({
    /** The backend that computes, pinned when the job is queued; null where nothing is computed in floats. */
    backend: z.string().nullable(),
    threads: z.number().int().min(1),
    /** Variables of the process on which bytes depend. */
    variables: z.record(z.string(), z.string()),
  }),
  seed: z.number().int().nullable(),
  /** How the work is cut into partitions; null where it is not. */
  plan: z.record(z.string(), Json).nullable(),
});
export type RecipeDocument = z.infer<typeof RecipeDocument>;

export const RecipeAnswer = z.object({
  digest: z.string(),
  /** The canonical text whose SHA-256 is the digest. */
  body: z.string(),
  document: RecipeDocument,
  createdAt: z.iso.datetime(),
});
export type RecipeAnswer = z.infer<typeof RecipeAnswer>;

export const CodeAnswer = z.object({
  digest: z.string(),
  kind: z.string(),
  /** Path -> SHA-256 of each source. */
  manifest: z.record(z.string(), z.string()),
  archiveDigest: z.string().nullable(),
  /** The commit of the checkout, with "-dirty" where tracked files differ from it. */
  gitCommit: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type CodeAnswer = z.infer<typeof CodeAnswer>;
