import { z } from 'zod';
import { idPattern } from '../ids.ts';
import type { VersionReference } from './schema.ts';

/** The part of an address that names a version: its number, "latest", or its id. */
export const VersionParams = z.object({
  name: z.string(),
  version: z.union(
    [
      z.literal('latest'),
      z.string().regex(idPattern),
      z.coerce
        .number()
        .int()
        .min(1)
        .max(2 ** 31 - 1),
    ],
    'must be a number, "latest" or the id of a version',
  ),
});

export function toReference({ name, version }: z.infer<typeof VersionParams>): VersionReference {
  if (version === 'latest') return { name };
  return typeof version === 'string' ? { id: version } : { name, version };
}
