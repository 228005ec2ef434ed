import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { logPoints, logRun, makeExperiment } from './log-run.ts';

const rising = (to: number) => Array.from({ length: 20 }, (_, step) => to - 0.2 / (step + 1));

test('a person makes an experiment and is shown how to send its first run', async ({ page, project }) => {
  await page.goto(`${project.url}/experiments`);
  await page.getByRole('button', { name: 'New experiment' }).click();
  await page.getByLabel('Name', { exact: true }).fill('late-arrival');
  await page.getByLabel('Primary metric').fill('eval/auc');
  await expect(page.getByLabel('Better is')).toHaveValue('max');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page).toHaveURL(/\/experiments\/\d+$/);
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible();
  await expect(page.getByText(`${project.api}/runs -H`)).toBeVisible();
});

test('what is wrong with a filter is said with its place, and the rows stay', async ({ browser, project }) => {
  const experimentId = await makeExperiment(project.api, 'typing');
  await logRun(project.api, { experimentId, name: 'only', params: { lr: '1' }, status: 'finished' });
  // A page of its own: the browser writes every refusal to the console.
  const page = await browser.newPage();
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table`);
  const table = page.getByRole('table', { name: 'Table' });
  await expect(table.getByRole('row')).toHaveCount(2);
  const search = page.getByRole('combobox', { name: 'Search runs' });
  await search.fill('lr = 1 and attributes.foo = 2');
  await expect(page.getByRole('alert').filter({ hasText: 'at column 12' })).toBeVisible();
  await expect(table.getByRole('row')).toHaveCount(2);
  await search.fill('lr = 2');
  await expect(table.getByRole('row')).toHaveCount(1);
  await page.close();
});

// A page of its own: the browser writes every refusal to the console, and the fixture's page fails on that.
test('a name that is taken is refused where it was typed', async ({ browser, project }) => {
  await makeExperiment(project.api, 'taken');
  const page = await browser.newPage();
  await page.goto(`${project.url}/experiments`);
  await page.getByRole('button', { name: 'New experiment' }).click();
  await page.getByLabel('Name', { exact: true }).fill('taken');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/taken/).first()).toBeVisible();
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await page.close();
});

test('runs are searched, hidden, shown alone and compared, and the address remembers it', async ({ page, project }) => {
  const experimentId = await makeExperiment(project.api, 'curves', 'eval/auc');
  for (const [name, best, lr] of [
    ['wide', 0.7, '0.1'],
    ['deep', 0.8, '0.01'],
    ['tiny', 0.6, '0.01'],
  ] as const) {
    await logRun(project.api, {
      experimentId,
      name,
      params: { lr, seed: '1' },
      metrics: { 'eval/auc': rising(best) },
      status: 'finished',
    });
  }
  await page.goto(`${project.url}/experiments/${experimentId}`);
  const list = page.getByRole('list', { name: 'Runs of this experiment' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(page.getByText('60 of 60 points')).toBeVisible();

  await page.getByRole('button', { name: 'Hide tiny in the charts' }).click();
  await expect(page.getByText('40 of 40 points')).toBeVisible();
  await page.getByRole('button', { name: 'Hide wide in the charts' }).click({ modifiers: ['Alt'] });
  await expect(page.getByText('20 of 20 points')).toBeVisible();
  await page.reload();
  await expect(page.getByText('20 of 20 points')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByText('60 of 60 points')).toBeVisible();

  await page.keyboard.press('/');
  await page.keyboard.type('lr=0.01');
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Search runs' }).fill('');
  await expect(list.getByRole('listitem')).toHaveCount(3);

  await page.getByLabel('Sort', { exact: true }).selectOption({ label: 'best eval/auc' });
  await expect(list.getByRole('listitem').first()).toContainText('deep');

  await page.getByRole('checkbox', { name: 'Select wide' }).click();
  await page.getByRole('checkbox', { name: 'Select deep' }).click();
  const beside = page.getByRole('complementary', { name: 'Runs of this experiment' });
  await beside.getByRole('button', { name: 'Compare 2' }).click();
  const table = page.getByRole('grid', { name: 'Compare 2 runs' });
  await expect(table.getByRole('row', { name: /^lr/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /^seed/ })).toBeVisible();
});

test('charts and table are swapped by key, and a header of the table sorts', async ({ page, project }) => {
  const experimentId = await makeExperiment(project.api, 'table', 'eval/auc');
  for (const [name, best] of [
    ['low', 0.6],
    ['high', 0.9],
  ] as const) {
    await logRun(project.api, { experimentId, name, metrics: { 'eval/auc': rising(best) }, status: 'finished' });
  }
  await page.goto(`${project.url}/experiments/${experimentId}`);
  await expect(page.getByText('40 of 40 points')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+j');
  const rows = page.getByRole('table', { name: 'Table' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  const header = page.getByRole('columnheader', { name: 'eval/auc ↑' }).getByRole('button', { name: /^eval/ });
  await header.click();
  await expect(rows.nth(1)).toContainText('high');
  await header.click();
  await expect(rows.nth(1)).toContainText('low');
  await expect(page).toHaveURL(/sort=metric/);
});

test('a person filters with words from the runs, chooses columns, and a copied link shows the same', async ({
  page,
  context,
  project,
}) => {
  const experimentId = await makeExperiment(project.api, 'sweep', 'eval/auc');
  for (const [name, optimizer, best] of [
    ['first', 'adam', 0.7],
    ['second', 'sgd', 0.8],
    ['third', 'adam', 0.9],
  ] as const) {
    await logRun(project.api, {
      experimentId,
      name,
      params: { optimizer, 'odd key': 'x' },
      metrics: { 'eval/auc': rising(best), 'val/loss': rising(1) },
      status: 'finished',
    });
  }
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table`);
  const table = page.getByRole('table', { name: 'Table' });
  await expect(table.getByRole('row')).toHaveCount(4);

  const search = page.getByRole('combobox', { name: 'Search runs' });
  await search.pressSequentially('opt');
  await page.getByRole('option', { name: 'optimizer' }).click();
  await search.pressSequentially('= ad');
  await page.getByRole('option', { name: 'adam' }).click();
  await expect(table.getByRole('row')).toHaveCount(3);
  await search.pressSequentially('and eval/auc > 0.8');
  await expect(table.getByRole('row')).toHaveCount(2);

  await page.getByRole('button', { name: 'Columns' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await dialog.getByLabel('Find a metric, param or tag').fill('odd');
  await expect(dialog.getByRole('checkbox', { name: 'odd key' })).toBeChecked();
  await dialog.getByRole('checkbox', { name: 'odd key' }).uncheck();
  await dialog.getByLabel('Find a metric, param or tag').fill('');
  await dialog.getByRole('checkbox', { name: 'Started' }).uncheck();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(table.getByRole('columnheader', { name: 'odd key' })).toHaveCount(0);
  const loss = table.getByRole('columnheader', { name: 'val/loss' });
  await loss.hover();
  await loss.getByRole('button', { name: /^Pin/ }).click();
  await expect(table.getByRole('columnheader').nth(2)).toContainText('val/loss');

  const other = await context.newPage();
  await other.goto(page.url());
  const copy = other.getByRole('table', { name: 'Table' });
  await expect(copy.getByRole('row')).toHaveCount(2);
  await expect(copy.getByRole('columnheader').nth(2)).toContainText('val/loss');
  await expect(copy.getByRole('columnheader', { name: 'Started' })).toHaveCount(0);
  await other.close();
});

test('a person who comes to an empty stretch of a chart is told, and led back', async ({ page, project }) => {
  const experimentId = await makeExperiment(project.api, 'empty stretch');
  const metrics = { loss: rising(0.7) };
  const runId = await logRun(project.api, { experimentId, name: 'short', metrics, status: 'finished' });
  await page.goto(`${project.url}/experiments/${experimentId}?zoom=100..200`);
  await expect(page.getByText('No points lie in this stretch.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByText('No points lie in this stretch.')).toBeHidden();
  await expect(page).not.toHaveURL(/zoom/);
  // A log without a line: nothing more will come.
  await page.goto(`${project.url}/runs/${runId}?tab=logs`);
  await expect(page.getByText('It printed nothing.')).toBeVisible();
});

test('points that arrive while the page is open are drawn without a reload', async ({ page, project }) => {
  const experimentId = await makeExperiment(project.api, 'live', 'eval/auc');
  const runId = await logRun(project.api, { experimentId, name: 'running', metrics: { 'eval/auc': rising(0.7) } });
  await page.goto(`${project.url}/experiments/${experimentId}`);
  await expect(page.getByText('20 of 20 points')).toBeVisible();
  await logPoints(project.api, runId, 'eval/auc', [0.71, 0.72, 0.73], 20);
  await expect(page.getByText('23 of 23 points')).toBeVisible();
});

test('the pages hold no barrier that axe can find', async ({ page, project }) => {
  const experimentId = await makeExperiment(project.api, 'axe', 'eval/auc');
  await logRun(project.api, {
    experimentId,
    name: 'one',
    params: { lr: '1' },
    metrics: { 'eval/auc': rising(0.7) },
    status: 'finished',
  });
  for (const path of ['/experiments', `/experiments/${experimentId}`, `/experiments/${experimentId}?tab=table`]) {
    await page.goto(`${project.url}${path}`);
    await expect(
      page
        .getByText('one')
        .or(page.getByRole('link', { name: 'axe' }))
        .first(),
    ).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((each) => `${path} ${each.id}: ${each.nodes.map((node) => node.target).join(' ')}`)).toEqual(
      [],
    );
  }
});
