import { z } from 'zod';

export const ArtifactAnswer = z.object({
  path: z.string(),
  size: z.number(),
  digest: z.string(),
  mime: z.string(),
  /** The writer declared that the same recipe must give the same bytes. */
  deterministic: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type ArtifactAnswer = z.infer<typeof ArtifactAnswer>;

/** One entry of a folder: a file, or a folder with what lies below it. */
export const ArtifactEntry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('file'), name: z.string(), ...ArtifactAnswer.shape }),
  z.object({ type: z.literal('folder'), name: z.string(), path: z.string(), size: z.number(), files: z.number() }),
]);
export type ArtifactEntry = z.infer<typeof ArtifactEntry>;
