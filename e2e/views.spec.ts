import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { logRun, makeExperiment } from './log-run.ts';

const rising = (to: number) => Array.from({ length: 20 }, (_, step) => to - 0.2 / (step + 1));

async function threeRuns(api: string, name: string): Promise<number> {
  const experimentId = await makeExperiment(api, name, 'eval/auc');
  for (const [run, best, lr] of [
    ['wide', 0.7, '0.1'],
    ['deep', 0.8, '0.01'],
    ['tiny', 0.6, '0.01'],
  ] as const) {
    const metrics = { 'eval/auc': rising(best) };
    await logRun(api, { experimentId, name: run, params: { lr }, metrics, status: 'finished' });
  }
  return experimentId;
}

/** Saves the view that the experiment opens with. */
async function saveDefault(api: string, experimentId: number): Promise<void> {
  await fetch(`${api}/experiments/${experimentId}/views`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Deep ones',
      scope: 'shared',
      isDefault: true,
      state: { tab: 'table', q: 'deep', cols: 'param:lr' },
    }),
  });
}

async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: /^View:/ }).click();
  await page
    .getByRole('menuitem', { name: entry })
    .or(page.getByRole('menuitemradio', { name: entry }))
    .click();
}

async function saveAs(page: Page, name: string, { shared = false, first = false } = {}): Promise<void> {
  await choose(page, 'Save as…');
  const dialog = page.getByRole('dialog', { name: 'Save view' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  if (shared) await dialog.getByLabel('Who sees it').selectOption({ label: 'Shared with the project' });
  if (first) await dialog.getByLabel('Open the experiment with it').check();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();
}

const openView = (page: Page, name: string) => page.getByRole('button', { name: `View: ${name}`, exact: true });
const rowsOf = (page: Page) => page.getByRole('table', { name: 'Table' }).getByRole('row');

test('a person saves a view, changes it, goes back, and finds it again from an address that says nothing', async ({
  page,
  project,
}) => {
  const experimentId = await threeRuns(project.api, 'saved');
  const url = `${project.url}/experiments/${experimentId}`;
  await page.goto(`${url}?tab=table&q=${encodeURIComponent('lr = 0.01')}&sort=name`);
  await expect(rowsOf(page)).toHaveCount(3);
  await saveAs(page, 'Small rates', { shared: true, first: true });
  await expect(openView(page, 'Small rates')).toBeVisible();

  await page.getByRole('combobox', { name: 'Search runs' }).fill('');
  await expect(rowsOf(page)).toHaveCount(4);
  await expect(page.getByRole('button', { name: /^View: Small rates, differs/ })).toBeVisible();
  await choose(page, 'Back to what is saved');
  await expect(rowsOf(page)).toHaveCount(3);

  await page.getByLabel('Sort', { exact: true }).selectOption({ label: 'newest' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('View “Small rates” saved').last()).toBeVisible();
  await expect(openView(page, 'Small rates')).toBeVisible();

  await page.goto(url);
  await expect(openView(page, 'Small rates')).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(3);
  await expect(rowsOf(page).nth(1)).toContainText('tiny');
  await expect(page).toHaveURL(/view=[0-9a-f]{32}\.2/);

  await choose(page, 'All runs');
  await expect(page.getByRole('list', { name: 'Runs of this experiment' }).getByRole('listitem')).toHaveCount(3);
  await page.reload();
  await expect(openView(page, 'All runs')).toBeVisible();
});

test('the first paint of an experiment shows its default view', async ({ page, project, browser }) => {
  const experimentId = await threeRuns(project.api, 'first-paint');
  await saveDefault(project.api, experimentId);
  const still = await browser.newPage({ javaScriptEnabled: false });
  await still.goto(`${project.url}/experiments/${experimentId}`);
  const table = still.locator('table[aria-label="Table"]');
  await expect(table.locator('tbody')).toContainText('deep');
  await expect(table.locator('tbody')).not.toContainText('wide');
  await still.close();
  await page.goto(`${project.url}/experiments/${experimentId}`);
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(openView(page, 'Deep ones')).toBeVisible();
});

test('a person who comes from another page sees the default view, and their change of it after the way back', async ({
  browser,
  project,
}) => {
  const experimentId = await threeRuns(project.api, 'reached');
  await saveDefault(project.api, experimentId);
  // A page of its own: on the way back the browser may ask for an icon of its own accord.
  const page = await browser.newPage();
  await page.goto(`${project.url}/experiments`);
  await page.getByRole('link', { name: 'reached' }).click();
  await expect(openView(page, 'Deep ones')).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Search runs' }).fill('wide');
  await expect(rowsOf(page).nth(1)).toContainText('wide');
  await rowsOf(page).getByRole('link', { name: 'wide' }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await page.goBack();
  await expect(rowsOf(page).nth(1)).toContainText('wide');
  await expect(page.getByRole('button', { name: /^View: Deep ones, differs/ })).toBeVisible();
  await page.close();
});

test('a view is renamed, and one that was deleted by mistake comes back', async ({ page, project }) => {
  const experimentId = await threeRuns(project.api, 'deleted');
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table&sort=name`);
  await saveAs(page, 'Nams');
  await choose(page, 'Rename…');
  const dialog = page.getByRole('dialog', { name: 'Rename view' });
  await dialog.getByLabel('Name', { exact: true }).fill('Names');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(openView(page, 'Names')).toBeVisible();
  await choose(page, 'Delete');
  await expect(openView(page, 'Unsaved view')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(openView(page, 'Names')).toBeVisible();
  await expect(page).toHaveURL(/sort=name/);
});

test('of two people who change one view the later is told and loses nothing', async ({ browser, project }) => {
  const experimentId = await threeRuns(project.api, 'two-people');
  const url = `${project.url}/experiments/${experimentId}?tab=table`;
  // Pages of their own: the browser writes every refusal to the console, and the fixture's page fails on that.
  const [ana, ben] = [await browser.newPage(), await browser.newPage()];
  await ana.goto(url);
  await saveAs(ana, 'Ours', { shared: true });
  await ben.goto(ana.url());
  await expect(openView(ben, 'Ours')).toBeVisible();

  await ana.getByRole('combobox', { name: 'Search runs' }).fill('deep');
  await expect(rowsOf(ana)).toHaveCount(2);
  await ben.getByRole('combobox', { name: 'Search runs' }).fill('wide');
  await expect(rowsOf(ben)).toHaveCount(2);
  await ana.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(openView(ana, 'Ours')).toBeVisible();

  await expect(ben.getByText(/^owner saved another version/)).toBeVisible();
  await ben.getByRole('button', { name: 'Save', exact: true }).click();
  const conflict = ben.getByRole('dialog', { name: 'Somebody else changed “Ours”' });
  await expect(conflict).toContainText('owner saved another version');
  await conflict.getByRole('button', { name: 'Save under another name' }).click();
  const dialog = ben.getByRole('dialog', { name: 'Save view' });
  await dialog.getByLabel('Name', { exact: true }).fill('Ours');
  await dialog.getByLabel('Who sees it').selectOption({ label: 'Shared with the project' });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByText('is taken')).toBeVisible();
  await dialog.getByLabel('Name', { exact: true }).fill('Mine');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(openView(ben, 'Mine')).toBeVisible();
  await choose(ben, 'Ours');
  await expect(rowsOf(ben).nth(1)).toContainText('deep');
  await choose(ben, 'Mine');
  await expect(rowsOf(ben).nth(1)).toContainText('wide');
  await ana.close();
  await ben.close();
});

test('a person takes changes back with Ctrl-Z and makes them again, but not while typing', async ({
  page,
  project,
}) => {
  const experimentId = await threeRuns(project.api, 'undone');
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table`);
  const table = page.getByRole('table', { name: 'Table' });
  await expect(rowsOf(page)).toHaveCount(4);
  const header = table.getByRole('columnheader', { name: 'Name' }).getByRole('button');
  await header.click();
  await expect(rowsOf(page).nth(1)).toContainText('wide');
  await page.getByRole('checkbox', { name: 'Select wide' }).first().click();
  const column = table.getByRole('columnheader', { name: 'Duration' });
  await column.hover();
  await column.getByRole('button', { name: /^Hide/ }).click();
  await expect(column).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+z');
  await expect(column).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('checkbox', { name: 'Select wide' }).first()).not.toBeChecked();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(rowsOf(page).nth(1)).toContainText('tiny');
  await page.keyboard.press('ControlOrMeta+z');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(column).toHaveCount(0);
  await expect(rowsOf(page).nth(1)).toContainText('wide');

  // In a field the letters are what is taken back.
  const search = page.getByRole('combobox', { name: 'Search runs' });
  await search.fill('dee');
  await expect(rowsOf(page)).toHaveCount(2);
  await search.press('ControlOrMeta+z');
  await expect(search).toHaveValue('');
  await expect(rowsOf(page)).toHaveCount(4);
  await expect(column).toHaveCount(0);
});

test('the smoothing that was drawn with the slider is taken back at once', async ({ page, project }) => {
  const experimentId = await threeRuns(project.api, 'slider');
  await page.goto(`${project.url}/experiments/${experimentId}`);
  const slider = page.getByRole('slider', { name: 'Smoothing' });
  await expect(slider).toHaveValue('0');
  await slider.focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
  await expect(slider).not.toHaveValue('0');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(slider).toHaveValue('0');
});

test('a view whose keys no run has any more is shown, and says so', async ({ page, project }) => {
  const experimentId = await threeRuns(project.api, 'gone');
  const answer = await fetch(`${project.api}/experiments/${experimentId}/views`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Old',
      scope: 'shared',
      state: {
        tab: 'table',
        cols: 'param:lr,param:depth,metric:gone:best,tag:owner,nonsense',
        sort: '-metric:gone:best,param:depth,nonsense',
        group: '',
      },
    }),
  });
  const { id } = await answer.json();
  await page.goto(`${project.url}/experiments/${experimentId}?view=${id}`);
  await expect(openView(page, 'Old')).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(4);
  const table = page.getByRole('table', { name: 'Table' });
  for (const key of ['depth', 'gone', 'owner'])
    await expect(table.getByTitle(`No run of this experiment has “${key}”`)).toBeVisible();
  await expect(table.getByTitle('“nonsense” names no column')).toBeVisible();
  await expect(rowsOf(page).nth(1).getByText('–')).toHaveCount(4);
  await expect(page.getByLabel('Sort', { exact: true })).toContainText('no run has it');
  await page.getByRole('combobox', { name: 'Search runs' }).fill('depth > 2 and lr > 0');
  await expect(page.getByText('No run of this experiment has “depth”.').first()).toBeVisible();
});

test('the menu of views holds no barrier that axe can find', async ({ page, project }) => {
  const experimentId = await threeRuns(project.api, 'axe');
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table&sort=name`);
  await saveAs(page, 'One', { shared: true, first: true });
  await page.getByRole('button', { name: /^View:/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target).join(' ')}`)).toEqual([]);
});
