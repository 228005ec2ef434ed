import type { LineageCounts } from '#lib/lineage/schema.ts';

/** Things of all types together. */
export function countNodes({ datasets, runs, models, code }: LineageCounts): number {
  return datasets + runs + models + code;
}
