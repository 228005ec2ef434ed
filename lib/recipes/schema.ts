import { z } from 'zod';

const Digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');
const Json = z.json();

const BuiltinCode = z.strictObject({
  type: z.literal('builtin'),
  name: z.string().min(1),
  /** Digest over the sources of the built-in kinds and the lock file. */
  version: Digest,
});

/** Code that a client names by a commit. Whether its working copy differed from the commit, clients do not say. */
const GitCode = z.strictObject({
  type: z.literal('git'),
  commit: z.string().min(1),
  /** null: not told. */
  repository: z.string().nullable(),
  branch: z.string().nullable(),
  entryPoint: z.string().nullable(),
  uncommittedChanges: z.literal('unknown'),
});

/** Code whose files are here, in one archive. */
const ArchiveCode = z.strictObject({ type: z.literal('archive'), digest: Digest, entryPoint: z.string().nullable() });

/** Code that nobody can find again from what was told. */
const NoCode = z.strictObject({
  type: z.literal('none'),
  /** The script, notebook or module that ran, in the words of the client. */
  entryPoint: z.string().nullable(),
  missing: z.array(z.enum(['commit', 'repository', 'entryPoint'])),
});

/** The code a recipe names: a built-in kind at the digest of its sources, or what a client told about its own. */
export const RecipeCode = z.discriminatedUnion('type', [BuiltinCode, GitCode, ArchiveCode, NoCode]);
export type RecipeCode = z.infer<typeof RecipeCode>;

/** One input, by content. How text files are parsed is part of what is read, so it is named too. */
const ContentInput = z.strictObject({
  role: z.string().min(1),
  type: z.enum(['dataset', 'model']),
  digest: Digest,
  format: z.string().optional(),
  readOptions: z.record(z.string(), Json).optional(),
});

/** A dataset that a client described: the digest is the client's own, of whatever it takes it over. */
const LoggedDatasetInput = z.strictObject({
  role: z.string(),
  type: z.literal('logged-dataset'),
  name: z.string(),
  digest: z.string(),
  sourceType: z.string(),
});

const LoggedModelInput = z.strictObject({ role: z.string(), type: z.literal('logged-model'), id: z.string() });

export const RecipeInput = z.discriminatedUnion('type', [ContentInput, LoggedDatasetInput, LoggedModelInput]);
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
    /** The library below the backend, as it is pinned here. Recipes of before it was named have none. */
    runtime: z.strictObject({ name: z.string(), version: z.string() }).optional(),
    /** null: not told by the client. */
    threads: z.number().int().min(1).nullable(),
    /** Variables of the process on which bytes depend. */
    variables: z.record(z.string(), z.string()),
    /** Digests of the requirements that a client kept with the models it made. */
    requirements: z.array(Digest).optional(),
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
