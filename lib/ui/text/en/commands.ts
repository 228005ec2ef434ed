import { plural } from '../plural.ts';

/** Entries of the palette that no control says in these words. */
export const commandsText = {
  compare: (runs: number) => `Compare ${plural(runs, 'selected run')}`,
  archive: (runs: number) => `Archive ${plural(runs, 'selected run')}`,
  restore: (runs: number) => `Restore ${plural(runs, 'selected run')}`,
  stop: (runs: number) => `Stop ${plural(runs, 'selected run')}`,
  tag: (runs: number) => `Tag ${plural(runs, 'selected run')}`,
  export: (runs: number, format: string) => `Export ${plural(runs, 'selected run')} as ${format}`,
  exportAll: (format: string) => `Export the runs that match as ${format}`,
  python: 'Copy Python to load these runs',
  pythonPicked: (runs: number) => `Copy Python to load ${plural(runs, 'selected run')}`,
  pythonModel: 'Copy Python to load this model',
  project: (name: string) => `Go to the project ${name}`,
};
