import { expect, test } from 'vitest';
import { pythonOfFile, pythonOfRun, pythonOfRuns } from './python-of-run.ts';

const here = { origin: 'http://localhost:3000', project: 'default', runId: 'a1' };

test('the Python of a run names the project, the run and one metric', () => {
  expect(pythonOfRun({ ...here, metric: 'val/acc' })).toBe(`import mlflow

mlflow.set_tracking_uri("http://localhost:3000/p/default")
run = mlflow.get_run("a1")
print(run.data.params, run.data.metrics, run.data.tags)

history = mlflow.MlflowClient().get_metric_history("a1", "val/acc")
`);
});

test('a name cannot leave its quotes', () => {
  const path = 'a"); import os; os.system("x\n\\';
  const line = pythonOfFile({ ...here, home: { kind: 'run', id: 'a1' }, path })
    .split('\n')
    .at(-2);
  expect(line).toBe(
    String.raw`path = mlflow.artifacts.download_artifacts(run_id="a1", artifact_path="a\"); import os; os.system(\"x\n\\")`,
  );
});

test('a table of picked runs is asked for by their ids, and one of all runs by none', () => {
  const asked = { origin: 'https://traza.example', project: 'flights', experimentId: 7 };
  expect(pythonOfRuns({ ...asked, runIds: ['aa', 'bb'] })).toContain(
    'experiment_ids=["7"],\n    filter_string="attributes.run_id IN (\'aa\', \'bb\')",',
  );
  expect(pythonOfRuns({ ...asked, runIds: [] })).not.toContain('filter_string');
});
