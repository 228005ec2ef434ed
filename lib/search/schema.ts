import { z } from 'zod';

export const SearchInput = z.object({
  /** Part of a name, or the beginning of an id or digest. */
  q: z.string().trim().min(1).max(200),
});
export type SearchInput = z.infer<typeof SearchInput>;

export const searchKinds = ['run', 'experiment', 'dataset', 'logged-dataset', 'model', 'job', 'schedule'] as const;

export const SearchHit = z.object({
  kind: z.enum(searchKinds),
  id: z.string(),
  name: z.string(),
  detail: z.string(),
  /** Path of its page inside the project. */
  path: z.string(),
  /** Taken out of lists: these come last. */
  archived: z.boolean(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchAnswer = z.object({ items: z.array(SearchHit) });
export type SearchAnswer = z.infer<typeof SearchAnswer>;
