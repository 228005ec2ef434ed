import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { logRun, makeExperiment } from './log-run.ts';

const values = (level: number) => Array.from({ length: 20 }, (_, step) => level + step / 100);

/** Two trials with three and two seeds; the first one's values at the last step are 0.39, 0.49 and 0.59. */
async function seeds(api: string): Promise<number> {
  const experimentId = await makeExperiment(api, 'seeds', 'eval/auc');
  for (const [optimizer, seed, level] of [
    ['adam', 1, 0.2],
    ['adam', 2, 0.3],
    ['adam', 3, 0.4],
    ['sgd', 1, 0.6],
    ['sgd', 2, 0.6],
  ] as const) {
    await logRun(api, {
      experimentId,
      name: `${optimizer}-${seed}`,
      params: { optimizer, seed: String(seed) },
      metrics: { 'eval/auc': values(level) },
      status: seed === 3 ? 'failed' : 'finished',
    });
  }
  return experimentId;
}

test('a person groups seeds by what they share: one row with mean and deviation, which opens to its runs', async ({
  page,
  project,
}) => {
  const experimentId = await seeds(project.api);
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table`);
  const table = page.getByRole('table', { name: 'Table' });
  await expect(table.getByRole('row')).toHaveCount(6);
  const dialog = page.getByRole('dialog', { name: 'Group the runs' });
  // The rows come with the page; its keys are heard a little later.
  await expect(async () => {
    await page.keyboard.press('g');
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await dialog.getByLabel('Find a param, tag or attribute').fill('optim');
  await dialog.getByRole('checkbox', { name: 'optimizer' }).check();
  await page.keyboard.press('Escape');

  await expect(page).toHaveURL(/group=param%3Aoptimizer/);
  await expect(table.getByRole('row')).toHaveCount(3);
  const adam = table.getByRole('row', { name: /adam/ }).first();
  await expect(adam).toContainText('3 runs');
  await expect(adam).toContainText('0.4900 ± 0.10');
  await expect(table.getByRole('row').nth(1)).toContainText('adam');
  // Sorted by the mean of a metric instead of how many runs there are.
  await table.getByRole('columnheader', { name: 'eval/auc' }).getByRole('button', { name: /^eval/ }).click();
  await expect(table.getByRole('row').nth(1)).toContainText('sgd');

  await table.getByRole('button', { name: 'Show the runs of optimizer=adam' }).click();
  await expect(table.getByRole('row')).toHaveCount(6);
  await expect(table.getByRole('link', { name: 'adam-3' })).toBeVisible();
  // A group as the baseline of the others and of its runs.
  await adam.hover();
  await adam.getByRole('button', { name: 'Compare the others with optimizer=adam' }).click();
  await expect(table.getByRole('row', { name: /sgd/ }).first()).toContainText('▲ 0.3');

  // A copied link shows another person the same.
  await page.goto(page.url());
  await expect(table.getByRole('row')).toHaveCount(6);
  await expect(table.getByRole('row', { name: /sgd/ }).first()).toContainText('▲ 0.3');
  await table.getByRole('button', { name: 'Hide the runs of optimizer=adam' }).click();
  await expect(table.getByRole('row')).toHaveCount(3);
  const found = await new AxeBuilder({ page }).include('.run-set').analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
});

test('in the charts a group is one line with a band, and its eye, solo and band work on it', async ({
  page,
  project,
}) => {
  const experimentId = await seeds(project.api);
  await page.goto(`${project.url}/experiments/${experimentId}?group=param:optimizer`);
  const list = page.getByRole('list', { name: 'Runs of this experiment' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByText('40 of 40 points')).toBeVisible();
  await expect(page.getByText('Each line is the mean of a group.')).toBeVisible();
  await expect(page.getByRole('img', { name: /optimizer=adam 0\.49/ })).toBeVisible();
  await page.getByRole('button', { name: 'Hide optimizer=sgd in the charts' }).click();
  await expect(page.getByText('20 of 20 points')).toBeVisible();
  await page.getByRole('button', { name: 'Show optimizer=sgd in the charts' }).click({ modifiers: ['Alt'] });
  await expect(page.getByRole('img', { name: /optimizer=sgd 0\.79/ })).toBeVisible();
  await expect(page.getByText('20 of 20 points')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByLabel('Band', { exact: true }).selectOption('quartiles');
  await expect(page).toHaveURL(/band=quartiles/);
  await expect(page.getByText('40 of 40 points')).toBeVisible();
  await list.getByRole('button', { name: 'Show the runs of optimizer=adam' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(5);
  await expect(list.getByRole('link', { name: 'adam-1' })).toBeVisible();
});
