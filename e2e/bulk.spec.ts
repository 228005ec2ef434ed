import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { logRun, makeExperiment } from './log-run.ts';

test('a person tags and archives all runs that match, takes it back, and saves them as CSV', async ({
  page,
  project,
}) => {
  const experimentId = await makeExperiment(project.api, 'many');
  for (let index = 0; index < 6; index += 1) {
    await logRun(project.api, {
      experimentId,
      name: `run ${index}`,
      params: { lr: index < 4 ? '1' : '2' },
      metrics: { loss: [1, index] },
      status: 'finished',
    });
  }
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table&q=lr+%3D+1`);
  const table = page.getByRole('table', { name: 'Table' });
  const rows = table.getByRole('row');
  await expect(rows).toHaveCount(5);

  const bar = page.getByRole('toolbar', { name: 'Actions' });
  await table.getByRole('checkbox', { name: 'Select run 3' }).click();
  await expect(bar.getByText('1 run picked')).toBeVisible();
  await bar.getByRole('button', { name: 'Pick all 4 that match' }).click();
  await bar.getByRole('button', { name: 'Tag' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tag 4 runs' });
  await dialog.getByLabel('Key').fill('keep');
  await dialog.getByLabel('Value').fill('yes');
  await dialog.getByRole('button', { name: 'Tag' }).click();
  await expect(page.getByText('4 runs tagged')).toBeVisible();

  await bar.getByRole('button', { name: 'Pick all 4 that match' }).click();
  await bar.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByText('4 runs archived')).toBeVisible();
  await expect(rows).toHaveCount(1);
  await page
    .getByText('4 runs archived')
    .locator('xpath=ancestor::*[contains(@class, "toast")][1]')
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(rows).toHaveCount(5);

  await page.getByRole('combobox', { name: 'Search runs' }).fill('keep = yes');
  await expect(page).toHaveURL(/keep/);
  await expect(rows).toHaveCount(5);
  await bar.getByRole('button', { name: 'Let them go' }).click();
  const download = page.waitForEvent('download');
  await bar.getByRole('button', { name: 'Export' }).click();
  await bar.getByRole('menuitem', { name: 'Save as CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('runs.csv');
  const text = await readFile(await file.path(), 'utf8');
  expect(text.trim().split('\n')).toHaveLength(5);
  expect(text).toContain('run 3');
});
