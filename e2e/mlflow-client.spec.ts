import { expect, test } from './fixtures.ts';

/** Calls MLflow's API of a project as its client does. */
async function mlflow(projectUrl: string, call: string, body: unknown) {
  const answer = await fetch(`${projectUrl}/api/2.0/mlflow/${call}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${call}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

async function makeRun(projectUrl: string, more: Record<string, unknown> = {}): Promise<string> {
  const { run } = await mlflow(projectUrl, 'runs/create', { experiment_id: '0', run_name: 'nightly', ...more });
  return run.info.run_id;
}

test('opens a link that the mlflow client printed, and reads there what the client told', async ({ page, project }) => {
  const runId = await makeRun(project.url, {
    tags: [
      { key: 'mlflow.source.git.commit', value: 'c0ffee'.repeat(6) },
      { key: 'mlflow.source.git.repoURL', value: 'https://example.org/team/code.git' },
    ],
  });
  await mlflow(project.url, 'runs/log-batch', {
    run_id: runId,
    params: [{ key: 'lr', value: '0.003' }],
    metrics: Array.from({ length: 20 }, (_, step) => ({
      key: 'loss',
      value: 1 / (step + 1),
      step,
      timestamp: 1_000 + step,
    })),
  });
  await mlflow(project.url, 'runs/log-inputs', {
    run_id: runId,
    datasets: [
      {
        tags: [{ key: 'mlflow.data.context', value: 'training' }],
        dataset: { name: 'flights', digest: 'abc123', source_type: 'local', source: '{"uri": "flights.csv"}' },
      },
    ],
  });
  await makeRun(project.url, { run_name: 'fold 1', tags: [{ key: 'mlflow.parentRunId', value: runId }] });
  await mlflow(project.url, 'runs/update', { run_id: runId, status: 'FINISHED', end_time: Date.now() });

  await page.goto(`${project.url}/#/experiments/0/runs/${runId}`);
  await expect(page).toHaveURL(`${project.url}/runs/${runId}`);
  await expect(page.getByRole('heading', { name: 'nightly' })).toBeVisible();
  await expect(page.getByText('flights (training)')).toBeVisible();
  await expect(page.getByText('c0ffeec0ff', { exact: true })).toBeVisible();
  await expect(page.getByText('Uncommitted changes were not recorded.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'fold 1' }).first()).toBeVisible();

  await page.goto(`${project.url}/#/experiments/0`);
  await expect(page).toHaveURL(`${project.url}/experiments/default`);
  await expect(page.getByText('nightly').first()).toBeVisible();
});

test('sees a model that a client registered, and how to load it', async ({ page, project }) => {
  const runId = await makeRun(project.url);
  const put = await fetch(`${project.url}/api/2.0/mlflow-artifacts/artifacts/0/${runId}/artifacts/model/MLmodel`, {
    method: 'PUT',
    body: 'flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n  sklearn:\n    code: null\n',
  });
  expect(put.status).toBe(200);
  await mlflow(project.url, 'registered-models/create', { name: 'late flights' });
  await mlflow(project.url, 'model-versions/create', {
    name: 'late flights',
    source: `runs:/${runId}/model`,
    run_id: runId,
    description: 'the first one',
  });
  await page.goto(`${project.url}/#/models/late%20flights/versions/1`);
  await expect(page).toHaveURL(`${project.url}/models/late%20flights/1`);
  await expect(page.getByText('the first one')).toBeVisible();
  await expect(page.getByText('models:/late flights/1').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Predict a dataset' })).toHaveCount(0);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download MLmodel' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('MLmodel');
});
