import { plural } from '../plural.ts';

export const homeText = {
  title: 'Home',
  running: 'Running now',
  nothingRunning: 'No job is running.',
  failed: 'Failed since yesterday',
  nothingFailed: 'Nothing has failed in the last 24 hours.',
  waiting: 'Waiting',
  nothingWaiting: 'No job is waiting.',
  recent: 'Latest runs',
  storage: 'Storage',
  storageTotal: 'stored once, by content',
  storageKind: {
    artifact: 'Artifacts',
    dataset: 'Datasets',
    prediction: 'Predictions',
    model: 'Models',
    other: 'Other',
  },
  counts: {
    experiments: (n: number) => (n === 1 ? 'experiment' : 'experiments'),
    runs: (n: number) => (n === 1 ? 'run' : 'runs'),
    datasets: (n: number) => (n === 1 ? 'dataset' : 'datasets'),
    models: (n: number) => (n === 1 ? 'model' : 'models'),
    predictions: (n: number) => (n === 1 ? 'prediction set' : 'prediction sets'),
  },
  database: 'Database',
  blobs: 'Files',
  workers: (alive: number, slots: number) => `${plural(alive, 'worker')} · ${plural(slots, 'slot')}`,
  noWorkers: 'No worker is alive: queued jobs will wait until one starts.',
  emptyTitle: 'Three ways in',
  emptyLead:
    'This project is empty. Send it a run from your code, a file from your browser, or a request from anywhere.',
  ways: {
    mlflow: {
      tab: 'mlflow client',
      lead: 'Your training script stays as it is. Point the mlflow client here and run it.',
      note: 'Autologging, artifacts and the model registry work too.',
    },
    dashboard: {
      tab: 'Dashboard',
      lead: 'Upload a CSV, JSON lines or Parquet file, look at its profile, and train a model on it from here.',
      action: 'Upload a dataset',
    },
    api: {
      tab: 'API',
      lead: 'Everything the dashboard does goes through this API, so everything can be scripted.',
      note: 'All routes, with schemas:',
    },
  },
  tokenNote: 'This server asks for a token: set it where the commands say YOUR_TOKEN.',
  exampleTitle: 'Or watch a whole story first',
  exampleLead:
    'Three million real flights: import them, train a model that says which will be late, score June, and prove that the same bits come out again. About three minutes on two cores.',
  exampleStart: 'Start the example',
  exampleStarted: 'The example has started',
  exampleRunning: 'The example is running',
  watch: 'Watch it',
};
