/** Fields of the address of an experiment that say how its runs are looked at: the set of runs, then its charts. */
export const viewNames = [
  'tab',
  'q',
  'sort',
  'cols',
  'archived',
  'group',
  'open',
  'hide',
  'solo',
  'sel',
  'base',
  'smooth',
  'by',
  'band',
  'x',
  'y',
  'xscale',
  'outliers',
  'zoom',
  'panels',
] as const;
export type ViewFieldName = (typeof viewNames)[number];
