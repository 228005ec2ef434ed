import { z } from 'zod';

/** A piece of a run's log: text as it was written, not cut at line ends. */
export const LogChunkAnswer = z.object({
  id: z.number(),
  attempt: z.number(),
  stream: z.enum(['stdout', 'stderr', 'platform']),
  text: z.string(),
  at: z.iso.datetime(),
});
export type LogChunkAnswer = z.infer<typeof LogChunkAnswer>;

export const LogPage = z.object({
  items: z.array(LogChunkAnswer),
  /** Ask again with after = this for what came since; null: nothing was written yet. */
  last: z.number().nullable(),
  /** There is more to read in this direction now. */
  more: z.boolean(),
});
export type LogPage = z.infer<typeof LogPage>;
