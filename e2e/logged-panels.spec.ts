import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { logRun, makeExperiment } from './log-run.ts';

/** One red pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

async function logImage(api: string, run: string, step: number): Promise<void> {
  // As MLflow's log_image(key="eval/sample", step=step) names it.
  const id = `00000000-0000-4000-8000-00000000000${step}`;
  const path = `images/eval~sample+step+${step}+timestamp+1790000000000+${id}.png`;
  const answer = await fetch(`${api}/runs/${run}/artifacts/${path}`, { method: 'PUT', body: png });
  expect(answer.status).toBe(201);
}

const histograms = (shift: number) =>
  [0, 10].map((step) => JSON.stringify({ step, edges: [0, 1, 2, 3], counts: [step + shift, 4, 2] })).join('\n');

const filesOf = (right: number) => ({
  'evaluation/test.json': JSON.stringify({
    labels: ['cat', 'dog'],
    confusion: [
      [right, 10 - right],
      [2, 8],
    ],
    roc: { fpr: [0, 0.2, 1], tpr: [0, right / 10, 1], thresholds: [null, 0.6, 0.1] },
  }),
  'predictions.json': JSON.stringify({
    columns: ['id', 'guess'],
    data: [
      ['a', 'cat'],
      ['b', right > 8 ? 'dog' : 'cat'],
      ['c', 'dog'],
    ],
  }),
  'histograms/weights.jsonl': histograms(right),
});

/** Two runs with images, a table, histograms and an evaluation, and a dashboard that shows them. */
async function dashboard({ url, api }: { url: string; api: string }): Promise<string> {
  const experimentId = await makeExperiment(api, 'logged things');
  for (const [name, right] of [
    ['wide', 9],
    ['deep', 7],
  ] as const) {
    const run = await logRun(api, { experimentId, name, files: filesOf(right) });
    for (const step of [0, 1, 2]) await logImage(api, run, step);
  }
  const panels = ['images', 'table', 'histogram', 'confusion', 'roc'].map((kind) => ({
    id: kind,
    kind,
    w: 6,
    h: 8,
    settings: {},
  }));
  const answer = await fetch(`${api}/dashboards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ experimentId, name: 'Logged', scope: 'shared', panels }),
  });
  expect(answer.status).toBe(201);
  return `${url}/experiments/${experimentId}?tab=boards`;
}

test('a person looks through what runs logged: images by step, tables by difference, histograms, confusion and ROC', async ({
  page,
  project,
}) => {
  await page.setViewportSize({ width: 1440, height: 1500 });
  await page.goto(await dashboard(project));

  const gallery = page.getByRole('list', { name: 'Images of the runs' });
  await expect(gallery.getByRole('img', { name: 'eval/sample of wide at step 2' })).toBeVisible();
  await expect(async () => {
    const drawn = await gallery
      .getByRole('img')
      .evaluateAll((images: HTMLImageElement[]) => images.map((image) => image.naturalWidth));
    expect(drawn).toEqual([1, 1]);
  }).toPass();
  await gallery.getByRole('img', { name: /of wide/ }).hover();
  await page.keyboard.press('[');
  await expect(gallery.getByRole('img', { name: 'eval/sample of deep at step 1' })).toBeVisible();
  await gallery.getByRole('button', { name: 'Enlarge the image of wide' }).click();
  const large = page.getByRole('dialog', { name: 'eval/sample' });
  await expect(large.getByRole('img', { name: 'eval/sample of wide at step 1' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(large.getByRole('img', { name: 'eval/sample of deep at step 1' })).toBeVisible();
  await page.keyboard.press('[');
  await expect(large.getByRole('img', { name: 'eval/sample of deep at step 0' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(large).toBeHidden();

  const table = page.getByRole('table', { name: 'Table: predictions.json' });
  await expect(table.getByRole('row')).toHaveCount(5);
  await page.getByLabel('Differences only').check();
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table.getByRole('row', { name: 'b', exact: false }).last()).toContainText('dog');

  const histogram = page.getByRole('region', { name: /weights|Histograms/ });
  await expect(histogram.getByText(/step 10: \d+ values/)).toBeVisible();
  await histogram.getByLabel('How it is drawn').selectOption('heat');
  await histogram.getByLabel('step').press('Home');
  await expect(histogram.getByText(/step 0: \d+ values/)).toBeVisible();

  const matrices = page.getByRole('region', { name: 'Confusion matrices' });
  await expect(matrices.getByRole('img', { name: 'Confusion matrices: test' })).toContainText('85 % right');

  const curves = page.getByRole('img', { name: 'ROC: test' });
  await expect(curves).toContainText('AUC 0.8500');
  await curves.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('False positive rate 0.01')).toBeVisible();

  const found = await new AxeBuilder({ page }).include('.board').analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);

  // The view is kept in the dashboard.
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(gallery.getByRole('img', { name: 'eval/sample of deep at step 0' })).toBeVisible();
  await expect(table.getByRole('row')).toHaveCount(3);
});

test('an empty panel says what to log, and a file that cannot be read says what is wrong with it', async ({
  page,
  project,
}) => {
  const experimentId = await makeExperiment(project.api, 'first steps');
  const panels = ['images', 'histogram'].map((kind) => ({ id: kind, kind, w: 6, h: 8, settings: {} }));
  await fetch(`${project.api}/dashboards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ experimentId, name: 'Logged', scope: 'shared', panels }),
  });
  await logRun(project.api, {
    experimentId,
    name: 'first',
    files: { 'histograms/bad.jsonl': '{"step": 0, "edges": [0, 1], "counts": [1, 2]}' },
  });
  await page.goto(`${project.url}/experiments/${experimentId}?tab=boards`);
  await expect(page.getByText('1 run shown, and none has anything to draw here')).toBeVisible();
  await expect(page.getByText('mlflow.log_image(image, key="samples", step=step)')).toBeVisible();
  await expect(
    page.getByText('first: Line 1: there are 2 edges and 2 counts; one edge more than counts is right.'),
  ).toBeVisible();
});
