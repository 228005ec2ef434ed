import { z } from 'zod';
import { RunStatus } from '../../runs/schema.ts';

/** A dataset as a client described it; its bytes are not here. */
/** Characters of what is shown as it was sent. */
export const longestText = 100_000;

export const LoggedDatasetDetail = z.object({
  id: z.string(),
  name: z.string(),
  /** The client's own, of whatever it takes it over. */
  digest: z.string(),
  sourceType: z.string(),
  /** As it was sent, and the address in it. */
  source: z.string(),
  address: z.string(),
  createdAt: z.iso.datetime(),
  experiment: z.object({ id: z.number(), name: z.string() }),
  /** The first 2,000; null where the client sent none that can be read. */
  columns: z
    .array(z.object({ name: z.string().nullable(), type: z.string(), required: z.boolean().nullable() }))
    .nullable(),
  columnCount: z.number().nullable(),
  /** As it was sent, where no columns can be read from it; at most 100,000 characters. */
  schema: z.string().nullable(),
  rowCount: z.number().nullable(),
  profile: z.record(z.string(), z.string()).nullable(),
  /** As it was sent, where nothing can be read from it; at most 100,000 characters. */
  profileText: z.string().nullable(),
  /** Others of this name in the experiment, the newest twenty. */
  otherDigests: z.array(z.object({ id: z.string(), digest: z.string(), createdAt: z.iso.datetime() })),
  /** Runs that read it, by what they read it for; null where they did not say. */
  readBy: z.array(
    z.object({
      role: z.string().nullable(),
      total: z.number(),
      /** The newest twenty. */
      runs: z.array(z.object({ id: z.string(), name: z.string(), status: RunStatus })),
    }),
  ),
});
export type LoggedDatasetDetail = z.infer<typeof LoggedDatasetDetail>;
