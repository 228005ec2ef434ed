import { z } from 'zod';
import { idPattern } from '../../ids.ts';

// Files of many runs under the names that they were logged by. A name is the path of a file, or what MLflow's client was
// given as the key of an image: images/sample stands for images/sample+step+0+timestamp+1790000000000+<uuid>.png and the
// others of that key.

/** Runs in one question. */
export const mostRuns = 500;

const RunIds = z
  .array(z.string().regex(idPattern, 'must be a run id: 32 hex digits'))
  .min(1, 'must name a run')
  .max(mostRuns, `must have at most ${mostRuns} runs`);

export const LoggedNamesInput = z.object({
  runIds: RunIds.describe('Runs of this project; those of others have no names here'),
  prefix: z
    .string()
    .max(1_000)
    .default('')
    .describe('What paths begin with, images/ or evaluation; all files when left out'),
  endings: z
    .array(z.string().regex(/^[a-z0-9]{1,10}$/, 'must be an ending such as png, without the dot'))
    .min(1)
    .max(20)
    .describe('Endings of the files that are looked for, lower case'),
});
export type LoggedNamesInput = z.infer<typeof LoggedNamesInput>;

export const LoggedNames = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      /** Runs that have it. */
      runs: z.number(),
      /** Logged again for each step. */
      stepped: z.boolean(),
    }),
  ),
  /** There is more than was looked at: names may be missing. */
  cut: z.boolean(),
});
export type LoggedNames = z.infer<typeof LoggedNames>;

export const LoggedFilesInput = z.object({
  runIds: RunIds,
  name: z.string().min(1).max(1_000).describe('A name as it was listed'),
});
export type LoggedFilesInput = z.infer<typeof LoggedFilesInput>;

export const LoggedFile = z.object({
  runId: z.string(),
  path: z.string(),
  /** Bytes. */
  size: z.number(),
  digest: z.string(),
  /** null for a file by its own name. */
  step: z.number().nullable(),
  /** The path of a small copy of the picture, where there is one. */
  small: z.string().nullable(),
});
export type LoggedFile = z.infer<typeof LoggedFile>;

export const LoggedFiles = z.object({
  /** By run in the order asked for, then by step; of several of one step the newest. */
  items: z.array(LoggedFile),
  /** There are more files than are listed. */
  cut: z.boolean(),
});
export type LoggedFiles = z.infer<typeof LoggedFiles>;
