import { z } from 'zod';
import { ColumnName, RunSet, RunSorts } from '../table/schema.ts';

/** Runs of one matrix: as many as a panel can draw and a person can look at. */
export const mostMatrixRuns = 10_000;

/** Columns of many runs of a set at once, for panels that draw all of them. */
export const MatrixInput = RunSet.extend({
  sort: RunSorts,
  columns: z
    .array(
      ColumnName.refine((name) => !name.startsWith('dataset:'), 'cannot be a dataset, of which a run may have several'),
    )
    .max(100, 'must have at most 100 columns')
    .default([]),
  runs: z
    .array(z.string().max(32))
    .max(1_000, 'must have at most 1,000 runs')
    .optional()
    .describe('Ids: only those of the set that are among them'),
  limit: z.number().int().min(1).max(mostMatrixRuns).default(mostMatrixRuns),
});
export type MatrixInput = z.infer<typeof MatrixInput>;
