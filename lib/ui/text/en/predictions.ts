import { formatCount } from '../../format.ts';
import { plural, pluralForm } from '../plural.ts';

export const predictionsText = {
  title: 'Predictions',
  name: 'Prediction set',
  model: 'Model',
  input: 'Dataset',
  rows: 'Rows',
  quarantined: 'Quarantined',
  size: 'Size',
  created: 'Published',
  emptyTitle: 'No prediction sets yet',
  empty:
    'A batch job scores a dataset with a registered model and publishes the result here, whole or not at all. Start one from the page of a model version.',
  emptyCommands: (api: string) =>
    `curl ${api}/jobs \\\n  -H 'content-type: application/json' \\\n  -d '{"kind": "batch-predict", "payload": {"model": {"name": "late-arrival", "alias": "champion"}, "dataset": {"name": "june"}, "output": "late-scores"}}'`,
  search: 'Search prediction sets',
  noMatch: (query: string) => `No prediction set matches “${query}”.`,
  count: (count: number, more: boolean) =>
    `${formatCount(count)}${more ? '+' : ''} ${pluralForm(count, 'prediction set')}`,
  one: {
    overview: 'Overview',
    rowsTab: 'Rows',
    files: 'Files',
    about: 'About',
    run: 'Batch run',
    job: 'Job',
    lineage: 'Lineage',
    digest: 'Digest (Merkle root)',
    recipe: 'Recipe',
    scores: 'Scores',
    mean: 'Mean',
    min: 'Least',
    max: 'Greatest',
    partitions: (count: number) => plural(count, 'partition'),
    quarantine: 'Rows set aside',
    reasons: 'Reason',
    count: 'Rows',
    downloadAll: 'Download all',
    path: 'File',
    download: (path: string) => `Download ${path}`,
  },
};
