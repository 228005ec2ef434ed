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

/** Longer lines are cut; the log as text holds them whole. */
export const maxLineLength = 20_000;

export const LogLineAnswer = z.object({
  /** From 1, in the order in which lines begin. */
  number: z.number(),
  attempt: z.number(),
  stream: LogChunkAnswer.shape.stream,
  /** As a terminal shows it: what a carriage return overwrote is gone, colours are there. */
  text: z.string(),
  /** Characters that were cut off at its end. */
  more: z.number(),
  at: z.iso.datetime(),
});
export type LogLineAnswer = z.infer<typeof LogLineAnswer>;

export const LogLinesPage = z.object({
  /** Lines begun by now. */
  total: z.number(),
  /** Attempts that wrote anything. */
  attempts: z.array(z.number()),
  /** The first line that may still change; null when all have ended. */
  open: z.number().nullable(),
  items: z.array(LogLineAnswer),
});
export type LogLinesPage = z.infer<typeof LogLinesPage>;

export const LogSearchAnswer = z.object({
  /** Numbers of the lines that contain the text, ascending. */
  matches: z.array(z.number()),
  /** The last line that was looked into; ask again from the next one for what came since. */
  scanned: z.number(),
  /** false: there were more matches than are told. */
  complete: z.boolean(),
});
export type LogSearchAnswer = z.infer<typeof LogSearchAnswer>;
