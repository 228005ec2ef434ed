import { z } from 'zod';
import type { VersionReference } from './schema.ts';

/** The part of an address that names a version: its number, or "latest". */
export const VersionParams = z.object({
  name: z.string(),
  version: z.union(
    [
      z.literal('latest'),
      z.coerce
        .number()
        .int()
        .min(1)
        .max(2 ** 31 - 1),
    ],
    'must be a number or "latest"',
  ),
});

export function toReference({ name, version }: z.infer<typeof VersionParams>): VersionReference {
  return version === 'latest' ? { name } : { name, version };
}
