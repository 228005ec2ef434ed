import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { logRun, makeExperiment } from './log-run.ts';

const rising = (to: number) => Array.from({ length: 20 }, (_, step) => to - 0.2 / (step + 1));

async function twoRuns(api: string): Promise<number> {
  const experimentId = await makeExperiment(api, 'boards', 'eval/auc');
  for (const [name, best] of [
    ['wide', 0.7],
    ['deep', 0.8],
  ] as const) {
    const metrics = { 'eval/auc': rising(best), 'train/loss': rising(0.4) };
    await logRun(api, { experimentId, name, params: { lr: '0.1' }, metrics, status: 'finished' });
  }
  return experimentId;
}

const panelsOf = (page: Page) => page.locator('[data-panel]');
const titles = (page: Page) => panelsOf(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
const shownPanels = (page: Page) =>
  panelsOf(page).evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.panel));
const isSaved = (page: Page) => expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();

async function addText(page: Page, markdown: string): Promise<void> {
  await page.getByRole('button', { name: 'Add panel' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: /^Text/ }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Text' }).fill(markdown);
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('a person makes a dashboard from suggested panels, arranges it by keyboard, takes that back, and finds it again', async ({
  page,
  project,
}) => {
  const experimentId = await twoRuns(project.api);
  await page.goto(`${project.url}/experiments/${experimentId}`);
  await page.getByRole('tab', { name: 'Dashboards' }).click();
  await page.getByRole('button', { name: 'Begin with suggested panels' }).click();
  await expect(page.getByRole('button', { name: 'Dashboard: Overview' })).toBeVisible();
  const figure = page.getByRole('region', { name: 'eval/auc · best' });
  await expect(figure.getByRole('link', { name: 'deep' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'train/loss', exact: true }).getByRole('img')).toBeVisible();

  await addText(page, '# What we learned\n\nDeep is **better**.');
  await expect(page.getByRole('heading', { name: 'What we learned' }).last()).toBeVisible();
  const before = await titles(page);
  expect(before.at(-1)).toBe('What we learned');
  await page.keyboard.press('Home');
  await expect(page.getByRole('button', { name: 'Move What we learned' })).toBeFocused();
  await expect.poll(() => titles(page)).toEqual(['What we learned', ...before.slice(0, -1)]);
  await page.getByRole('button', { name: /^Size of What we learned: 6 of 12/ }).press('ArrowRight');
  await expect(page.getByRole('button', { name: /^Size of What we learned: 7 of 12/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Size of What we learned: 6 of 12/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(() => titles(page)).toEqual(before);
  await page.keyboard.press('Control+Shift+z');
  await isSaved(page);
  await page.reload();
  await expect.poll(() => titles(page)).toEqual(['What we learned', ...before.slice(0, -1)]);

  await page.getByRole('region', { name: 'train/loss', exact: true }).hover();
  await page
    .getByRole('region', { name: 'train/loss', exact: true })
    .getByRole('button', { name: 'Full screen' })
    .click();
  const full = page.getByRole('dialog', { name: 'train/loss' });
  await expect(full.getByRole('img')).toBeVisible();
  await expect(page).toHaveURL(/panel=/);
  await page.keyboard.press('Escape');
  await expect(full).toBeHidden();

  await page.getByRole('button', { name: 'Panel train/loss: actions' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('region', { name: 'train/loss', exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('region', { name: 'train/loss', exact: true })).toBeVisible();
  // Two of one title are told apart.
  await page.getByRole('button', { name: 'Panel train/loss: actions' }).click();
  await page.getByRole('menuitem', { name: 'Copy panel' }).click();
  await expect(page.getByRole('region', { name: 'train/loss (2)' })).toBeVisible();
  const axe = await new AxeBuilder({ page }).include('.run-view').analyze();
  expect(axe.violations).toEqual([]);
});

test('of two people who change one dashboard the second sees who was first, and loses nothing', async ({
  browser,
  project,
}) => {
  // Not the page that fails for what a browser writes into its console: the refusal is what this is about.
  const page = await browser.newPage();
  const experimentId = await twoRuns(project.api);
  const made = await fetch(`${project.api}/dashboards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ experimentId, name: 'Ours', scope: 'shared', panels: [] }),
  });
  const { id } = (await made.json()) as { id: string };
  await page.goto(`${project.url}/experiments/${experimentId}?tab=boards&board=${id}`);
  await expect(page.getByText('Nothing on this dashboard yet')).toBeVisible();
  // The other's change is saved, but this page does not hear of it before its own.
  await page.route('**/api/v1/events**', (route) => route.abort());
  await page.route(`**/api/v1/dashboards/${id}`, async (route) => {
    if (route.request().method() === 'PATCH') {
      await page.unroute(`**/api/v1/dashboards/${id}`);
      const panels = [{ id: 'theirs', kind: 'text', w: 6, h: 4, settings: { markdown: '# Theirs' } }];
      await fetch(`${project.api}/dashboards/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ panels, revision: 1 }),
      });
    }
    await route.continue();
  });
  await addText(page, '# Mine');
  await expect(page.getByRole('alert').filter({ hasText: 'changed this dashboard' })).toBeVisible();
  expect(await titles(page)).toEqual(['Mine']);
  await page.getByRole('button', { name: 'Save mine as a copy' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Dashboard: Ours (copy)' })).toBeVisible();
  await expect.poll(() => titles(page)).toEqual(['Mine']);
  await page.getByRole('button', { name: 'Dashboard: Ours (copy)' }).click();
  await page.getByRole('menuitemradio', { name: 'Ours', exact: true }).click();
  await expect.poll(() => titles(page)).toEqual(['Theirs']);
});

test('a person moves a chart by keyboard, makes it large and folds a section, and the next one sees the same', async ({
  page,
  project,
}) => {
  const experimentId = await twoRuns(project.api);
  await logRun(project.api, {
    experimentId,
    name: 'third',
    metrics: { 'eval/loss': rising(0.4), 'system/cpu': rising(50) },
    status: 'finished',
  });
  const url = `${project.url}/experiments/${experimentId}`;
  await page.goto(url);
  await expect.poll(() => shownPanels(page)).toEqual(['eval/auc', 'eval/loss', 'train/loss', 'system/cpu']);
  await page.getByRole('button', { name: 'Move eval/loss' }).press('ArrowLeft');
  await expect.poll(() => shownPanels(page)).toEqual(['eval/loss', 'eval/auc', 'train/loss', 'system/cpu']);
  await expect(page.getByRole('button', { name: 'Move eval/loss' })).toBeFocused();
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
  await page.getByRole('button', { name: 'Panel eval/loss: actions' }).press('Enter');
  await page.getByRole('menuitemradio', { name: 'Large' }).click();
  await kept;
  const large = page.locator('[data-panel="eval/loss"]');
  await expect(large).toHaveClass(/of-L/);
  await page.getByText('system · 1').click();
  await expect(page).toHaveURL(/fold=/);
  await page.reload();
  await expect.poll(() => shownPanels(page)).toEqual(['eval/loss', 'eval/auc', 'train/loss', 'system/cpu']);
  await expect(large).toHaveClass(/of-L/);
  await expect(page.getByRole('region', { name: 'system/cpu' })).toBeHidden();
  const answer = await fetch(`${project.api}/experiments/${experimentId}/chart-layout`);
  expect(await answer.json()).toMatchObject({
    layout: { first: { eval: ['eval/loss'] }, sizes: { 'eval/loss': 'L' } },
  });

  const auc = page.getByRole('region', { name: 'eval/auc' });
  await expect(auc.locator('canvas')).toBeVisible();
  await auc.getByRole('img', { name: /^eval\/auc/ }).press('ArrowRight');
  await auc.getByText('click to pin').waitFor();
  await page.keyboard.press('Enter');
  await auc.getByRole('link', { name: 'deep' }).click();
  await expect(page).toHaveURL(/\/runs\//);
});
