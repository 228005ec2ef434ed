import { z } from 'zod';
import { Key, maxTagLength } from '../../params/schema.ts';
import { noteTag, runNameTag } from '../../tags/known-tags.ts';
import { maxNoteLength } from '../schema.ts';
import { RunSet } from '../table/schema.ts';

/** Ids of one call; more are named by a set. */
export const mostIds = 10_000;

const RunIds = z.array(z.string().max(64)).min(1).max(mostIds, `must have at most ${mostIds} ids: name a set instead`);

/** Runs by their ids, or all of a set, with how many the user saw it had. */
const BulkRuns = z.union([RunIds, z.object({ query: RunSet, count: z.number().int().min(0).max(1_000_000) })]);
export type BulkRuns = z.infer<typeof BulkRuns>;

const runs = BulkRuns;

/** How long the value of a tag may be, as where it is written for one run: two of them are fields of the run. */
export function maxValueLength(key: string): number {
  if (key === noteTag) return maxNoteLength;
  return key === runNameTag ? 250 : maxTagLength;
}

const TagRuns = z
  .object({ action: z.literal('tag'), runs, key: Key, value: z.string() })
  .superRefine(({ key, value }, context) => {
    const most = maxValueLength(key);
    if (value.length <= most) return;
    context.addIssue({ code: 'custom', path: ['value'], message: `must have at most ${most} characters` });
  });

export const BulkInput = z.discriminatedUnion('action', [
  z.object({ action: z.literal('archive'), runs }),
  z.object({ action: z.literal('restore'), runs }),
  TagRuns,
  z.object({ action: z.literal('untag'), runs, key: Key }),
  z.object({ action: z.literal('stop'), runs }),
]);
export type BulkInput = z.infer<typeof BulkInput>;

export const skipReasons = [
  'not-found',
  /** It is as it would become. */
  'unchanged',
  /** A job still works on it: stop it first. */
  'job-under-way',
  /** It takes no writes until it is restored. */
  'archived',
  /** It has ended: there is nothing to stop. */
  'ended',
  /** Its process is not ours to stop. */
  'logged-by-client',
  /** The server failed at these, or before it came to them; they are as they were. */
  'failed',
] as const;
export type SkipReason = (typeof skipReasons)[number];

export const BulkAnswer = z.object({
  changed: z.number(),
  skipped: z.array(z.object({ reason: z.enum(skipReasons), count: z.number(), firstIds: z.array(z.string()) })),
  /** Calls that take it back, in this order; left out where that cannot be. */
  undo: z.array(BulkInput).optional(),
});
export type BulkAnswer = z.infer<typeof BulkAnswer>;
