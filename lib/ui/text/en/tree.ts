import { plural } from '../plural.ts';

export const treeText = {
  asTree: 'Tree',
  hint: 'Runs that are part of another one stand below it',
  open: (name: string, count: number) => `Show the ${plural(count, 'run')} below ${name}`,
  close: (name: string) => `Hide the runs below ${name}`,
  below: (count: number) => `${plural(count, 'run')} below`,
  above: 'Does not match; there for the sake of runs below it',
  keyOpen: 'Show the runs below, then go to the first',
  keyClose: 'Hide the runs below, then go to the run above',
};
