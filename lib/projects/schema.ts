import { z } from 'zod';

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

export const createProjectInput = z.object({
  slug: slugSchema,
  name: z.string().trim().min(1).max(200).optional(),
});
export type CreateProjectInput = z.infer<typeof createProjectInput>;

export const projectAnswer = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
});
export type ProjectAnswer = z.infer<typeof projectAnswer>;
