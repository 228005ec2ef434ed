import { expect, test } from './fixtures.ts';
import { logRun, makeExperiment } from './log-run.ts';

test('a person builds a filter with the keyboard, and the search says the same as text', async ({ page, project }) => {
  const experimentId = await makeExperiment(project.api, 'built', 'eval/auc');
  for (const [name, auc, optimizer] of [
    ['wide', 0.7, 'adam'],
    ['deep', 0.8, 'adam w'],
    ['tiny', 0.6, 'sgd'],
  ] as const)
    await logRun(project.api, { experimentId, name, params: { optimizer }, metrics: { 'eval/auc': [auc] } });
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table&q=${encodeURIComponent('not name = x')}`);
  const rows = page.getByRole('table', { name: 'Table' }).getByRole('row');
  await expect(rows).toHaveCount(4);
  const search = page.getByRole('combobox', { name: 'Search runs' });

  const dialog = page.getByRole('dialog', { name: 'Filter runs' });
  // Keys are heard once the page has come alive.
  await expect(async () => {
    if (!(await dialog.isVisible())) await page.keyboard.press('f');
    await expect(dialog).toBeVisible({ timeout: 5_000 });
  }).toPass();
  // What is no comparison is kept as it was typed.
  await expect(dialog.getByLabel('Part of the filter, as text')).toHaveValue('not name = x');
  await dialog.getByRole('button', { name: 'Add a comparison' }).press('Enter');
  const metric = dialog.getByRole('group', { name: 'comparison 2' });
  await expect(metric.getByRole('combobox', { name: 'Column' })).toBeFocused();
  await page.keyboard.type('auc');
  await expect(page.getByRole('option', { name: 'eval/auc metric' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await metric.getByLabel('Comparison', { exact: true }).selectOption({ label: '> greater than' });
  await metric.getByRole('combobox', { name: 'Value' }).fill('much');
  await expect(metric.getByText('Needs a number')).toBeVisible();
  await metric.getByRole('combobox', { name: 'Value' }).fill('0.65');
  await expect(search).toHaveValue('not name = x and metric.eval/auc > 0.65');
  await expect(dialog.getByText('2 runs in the list')).toBeVisible();

  await dialog.getByRole('button', { name: 'Add a comparison' }).press('Enter');
  const param = dialog.getByRole('group', { name: 'comparison 3' });
  await page.keyboard.type('optim');
  await expect(page.getByRole('option', { name: 'optimizer param' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await param.getByRole('combobox', { name: 'Value' }).fill('ad');
  await page.getByRole('option', { name: 'adam w' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(search).toHaveValue('not name = x and metric.eval/auc > 0.65 and param.optimizer = "adam w"');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('deep');
});
