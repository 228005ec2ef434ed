import { z } from 'zod';
import { Columns, RunRow, RunSet, RunSorts } from '../table/schema.ts';

// Runs that name a parent in the same experiment stand below it. One page has runs that stand beside each other.

export const QueryTreeInput = RunSet.pick({ filter: true, archived: true, text: true, regex: true }).extend({
  experimentId: z.number().int().positive(),
  under: z.string().max(64).optional().describe('The run whose children are asked for; left out: those below none'),
  sort: RunSorts,
  columns: Columns.default([]),
  limit: z.number().int().min(1).max(500).default(100),
  offset: z.number().int().min(0).max(10_000_000).default(0),
});
export type QueryTreeInput = z.infer<typeof QueryTreeInput>;

export const TreeRow = RunRow.extend({
  /** false: it is there for the sake of runs below it that fit. */
  matches: z.boolean(),
  /** Runs right below it that are in the tree. */
  below: z.number(),
});
export type TreeRow = z.infer<typeof TreeRow>;

export const TreeAnswer = z.object({
  rows: z.array(TreeRow),
  /** Runs that stand beside these; told with the first page, null with others. */
  total: z.number().nullable(),
});
export type TreeAnswer = z.infer<typeof TreeAnswer>;
