import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { logRun, makeExperiment } from './log-run.ts';

/** Of twelve runs accuracy rises with the learning rate, whatever the optimizer. */
async function twelveRuns(api: string): Promise<number> {
  const experimentId = await makeExperiment(api, 'sweep', 'eval/auc');
  for (let at = 0; at < 12; at += 1) {
    const params = { lr: String((at + 1) / 100), optimizer: at % 2 === 0 ? 'adam' : 'sgd', model: 'resnet' };
    const metrics = { 'eval/auc': [0.5 + at / 40] };
    await logRun(api, { experimentId, name: `run-${at + 1}`, params, metrics, status: 'finished' });
  }
  return experimentId;
}

async function addPanel(page: Page, kind: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Add panel' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: kind }).click();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('a person sees runs as points and as lines that say something at once, and narrows the page to those brushed, all by keyboard', async ({
  page,
  project,
}) => {
  const experimentId = await twelveRuns(project.api);
  await page.goto(`${project.url}/experiments/${experimentId}`);
  await page.getByRole('tab', { name: 'Dashboards' }).click();
  await page.getByRole('button', { name: 'Begin empty' }).click();

  await addPanel(page, /^Scatter plot/);
  const scatter = page.getByRole('region', { name: 'Scatter plot' });
  const points = scatter.getByRole('group', { name: 'eval/auc ↑ against lr' });
  await points.focus();
  await page.keyboard.press('ArrowRight');
  await expect(points.getByRole('status')).toContainText('run-1');
  await page.keyboard.press('ArrowRight');
  await expect(points.getByRole('status')).toContainText('run-2');
  await scatter.getByRole('button', { name: 'Line of least squares' }).click();
  await expect(scatter.getByText('line: R² 1')).toBeVisible();

  const saved = page.waitForResponse(
    (answer) => answer.request().method() === 'PATCH' && answer.request().postData()?.includes('parallel') === true,
  );
  await addPanel(page, /^Parallel coordinates/);
  const parallel = page.getByRole('region', { name: 'Parallel coordinates' });
  await expect(parallel.getByText('12 of 12 runs', { exact: true })).toBeVisible();
  await expect(parallel.getByRole('button', { name: /^model/ })).toHaveCount(0);
  await parallel.getByRole('button', { name: /^lr, greatest at the top/ }).press('ArrowUp');
  await expect(parallel.getByText('6 of 12 runs', { exact: true })).toBeVisible();
  // The brush is in the address.
  await expect(page).toHaveURL(/brush=/);
  expect((await saved).ok()).toBe(true);
  await page.reload();
  await expect(parallel.getByText('6 of 12 runs', { exact: true })).toBeVisible();
  await parallel.getByRole('button', { name: /^lr, / }).press('f');
  await expect(parallel.getByRole('button', { name: 'lr, greatest at the bottom' })).toBeVisible();
  const axe = await new AxeBuilder({ page }).include('[data-panel]').analyze();
  expect(axe.violations).toEqual([]);
  await parallel.getByRole('button', { name: 'Filter to these' }).press('Enter');
  await expect(parallel.getByText('6 of 6 runs', { exact: true })).toBeVisible();
  await expect(page).not.toHaveURL(/brush=/);
  await expect(page).toHaveURL(/lr/);

  // A pointer that is taken away leaves no brush, and a panel that is taken away leaves none in the address.
  const plot = parallel.getByRole('group', { name: 'Parallel coordinates' });
  const { x = 0, y = 0 } = (await plot.boundingBox()) ?? {};
  await page.mouse.move(x + 46, y + 30);
  await page.mouse.down();
  await page.mouse.move(x + 46, y + 60, { steps: 3 });
  await expect(parallel.getByText('6 of 6 runs', { exact: true })).toBeHidden();
  await plot.dispatchEvent('pointercancel');
  await expect(parallel.getByText('6 of 6 runs', { exact: true })).toBeVisible();
  await page.mouse.move(0, 0);
  await page.mouse.up();
  await parallel.getByRole('button', { name: /^lr, / }).press('ArrowUp');
  await expect(page).toHaveURL(/brush=/);
  await parallel.getByRole('button', { name: 'Panel Parallel coordinates: actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page).not.toHaveURL(/brush=/);

  await points.focus();
  await page.keyboard.press('ArrowRight');
  await expect(points.getByRole('status')).toContainText('run-7');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'run-7' })).toBeVisible();
});

test('a person reads which params a metric depends on, by which method, and that few runs say little', async ({
  page,
  project,
}) => {
  const experimentId = await twelveRuns(project.api);
  await page.goto(`${project.url}/experiments/${experimentId}`);
  await page.getByRole('tab', { name: 'Dashboards' }).click();
  await page.getByRole('button', { name: 'Begin empty' }).click();
  await addPanel(page, /^Parameter importance/);
  const panel = page.getByRole('region', { name: 'Parameter importance' });
  await expect(panel.getByText(/permutation importance, random forest of 100 trees · 12 runs/)).toBeVisible();
  await expect(panel.getByRole('row').nth(1)).toContainText('lr');
  await expect(panel.getByRole('note')).toContainText('Only 12 runs');
});
