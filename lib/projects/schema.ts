import { z } from 'zod';
import { activityDays } from '../experiments/schema.ts';

/** Lower-case letters, digits and hyphens; it stands in addresses. */
export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The project of requests that name none; it is always there. */
export const defaultProject = 'default';

// Words that mean something else in an address.
const reserved = new Set(['api', 'new', 'p', 'sign-in', 'static', '_next']);

export const slugSchema = z
  .string()
  .regex(
    slugPattern,
    'must have 1 to 63 lower-case letters, digits or hyphens, and begin and end with a letter or digit',
  )
  .refine((slug) => !reserved.has(slug), 'is a reserved word');

export const ProjectName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not hold control characters');

export const createProjectInput = z.object({
  slug: slugSchema,
  name: ProjectName.optional(),
});
export type CreateProjectInput = z.infer<typeof createProjectInput>;

export const projectAnswer = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
});
export type ProjectAnswer = z.infer<typeof projectAnswer>;

/** What goes on in a project. */
export const ProjectActivity = z.object({
  slug: z.string(),
  experiments: z.number(),
  runs: z.number(),
  /** Running now. */
  running: z.number(),
  /** Of the runs made in the last thirty days. */
  failed: z.number(),
  /** When the newest run was made. */
  lastRunAt: z.iso.datetime().nullable(),
  /** Runs made on each of the last thirty days, the oldest first, today (UTC) last. */
  days: z.array(z.number()).length(activityDays),
});
export type ProjectActivity = z.infer<typeof ProjectActivity>;

/** Bytes of the digests that a project refers to, each counted once; one that two projects share counts in both. */
export const ProjectStorage = z.object({ slug: z.string(), bytes: z.number() });
export type ProjectStorage = z.infer<typeof ProjectStorage>;
