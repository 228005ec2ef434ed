import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { logRun, makeExperiment } from './log-run.ts';

const values = (level: number) => Array.from({ length: 12 }, (_, step) => level + step / 100);

async function send(method: string, url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
}

test('a person renames a run and gives it a colour where it stands, for charts and lists too, and takes it back', async ({
  page,
  project,
}) => {
  const experimentId = await makeExperiment(project.api, 'names', 'eval/auc');
  for (const name of ['first', 'second'])
    await logRun(project.api, { experimentId, name, metrics: { 'eval/auc': values(0.2) }, status: 'finished' });
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table`);
  const table = page.getByRole('table', { name: 'Table' });
  const list = page.getByRole('list', { name: 'Runs of this experiment' });
  await expect(async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('F2');
    await expect(page.getByLabel('New name of second')).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.type('warm-up');
  await page.keyboard.press('Enter');
  await expect(table.getByRole('link', { name: 'warm-up' })).toBeVisible();
  await expect(list.getByRole('link', { name: 'warm-up' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(table.getByRole('link', { name: 'second' })).toBeVisible();

  const dot = table.getByRole('button', { name: 'Colour of second' });
  await dot.click();
  const picker = page.getByRole('dialog', { name: 'Colour of second' });
  await picker.getByLabel('Colour as #rrggbb').fill('#c0ffee');
  await picker.getByRole('button', { name: 'Use' }).click();
  await expect(picker).toBeHidden();
  await expect(dot).toBeFocused();
  await expect(dot.locator('.dot')).toHaveCSS('background-color', 'rgb(192, 255, 238)');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(dot.locator('.dot')).not.toHaveCSS('background-color', 'rgb(192, 255, 238)');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(dot.locator('.dot')).toHaveCSS('background-color', 'rgb(192, 255, 238)');
  await page.goto(page.url());
  for (const place of [table, list])
    await expect(place.getByRole('button', { name: 'Colour of second' }).locator('.dot')).toHaveCSS(
      'background-color',
      'rgb(192, 255, 238)',
    );
});

test('a person pins runs on top by key and by hand, where a filter, another order and a copied link keep them', async ({
  page,
  project,
}) => {
  const experimentId = await makeExperiment(project.api, 'pins', 'eval/auc');
  for (let index = 0; index < 40; index += 1)
    await logRun(project.api, { experimentId, name: `run-${index}`, metrics: { 'eval/auc': values(index / 100) } });
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table`);
  const table = page.getByRole('table', { name: 'Table' });
  const list = page.getByRole('list', { name: 'Runs of this experiment' });
  const names = async (place: typeof table) => (await place.getByRole('link').allTextContents()).slice(0, 3);
  await expect(async () => {
    await page.keyboard.press('k');
    await expect(table.getByRole('row').nth(1)).toHaveClass(/\bat\b/, { timeout: 1_000 });
  }).toPass();
  await page.keyboard.press('j');
  await expect(table.getByRole('row').nth(2)).toHaveClass(/\bat\b/);
  await page.keyboard.press('p');
  for (const place of [table, list]) await expect.poll(() => names(place)).toEqual(['run-38', 'run-39', 'run-38']);
  // The cursor has stayed with its run, so the same key lets it go.
  await page.keyboard.press('p');
  await expect.poll(() => names(table)).toEqual(['run-39', 'run-38', 'run-37']);
  await page.keyboard.press('p');
  await list.getByRole('button', { name: 'Pin run-37' }).click();
  const top = ['run-38', 'run-37'];
  for (const place of [table, list]) await expect.poll(() => names(place)).toEqual([...top, 'run-39']);
  // The button has stayed with its run too.
  await page.keyboard.press('Enter');
  await expect.poll(() => names(list)).toEqual(['run-38', 'run-39', 'run-38']);
  await page.keyboard.press('Enter');
  await expect.poll(() => names(list)).toEqual([...top, 'run-39']);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog').getByText('Pin the run, or those selected')).toBeVisible();
  await page.keyboard.press('Escape');
  for (let line = 3; line > 0; line -= 1) await page.keyboard.press('k');
  await expect(table.getByRole('row').nth(1)).toHaveClass(/\bat\b/);
  await page.keyboard.press('F2');
  await expect(page.getByLabel('New name of run-38')).toBeFocused();
  await page.keyboard.type('best');
  await page.keyboard.press('Enter');
  await expect.poll(() => names(table)).toEqual(['best', 'run-37', 'run-39']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => names(table)).toEqual([...top, 'run-39']);

  await page.getByRole('combobox', { name: 'Sort' }).selectOption({ label: 'name' });
  await expect.poll(() => names(table)).toEqual([...top, 'run-0']);
  await page.getByRole('combobox', { name: 'Search runs' }).fill('run-5');
  await expect.poll(() => names(table)).toEqual([...top, 'run-5']);
  // They come with the page.
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.postData()?.includes('id in (')) asked.push(request.url());
  });
  await page.goto(page.url());
  for (const place of [table, list]) await expect.poll(() => names(place)).toEqual([...top, 'run-5']);
  await page.getByRole('combobox', { name: 'Search runs' }).fill('none like this');
  await expect(page.locator('.run-grid').getByText('No run matches the search.')).toBeVisible();
  expect(asked).toEqual([]);
  await page.getByRole('combobox', { name: 'Search runs' }).fill('');
  await expect.poll(() => names(table)).toEqual([...top, 'run-0']);
  // Far down they are still there, and the rows below are the right ones.
  await page.locator('.run-grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
  await expect(table.getByRole('row', { name: 'run-9' })).toBeInViewport();
  await expect(table.getByRole('link', { name: 'run-37' }).first()).toBeInViewport();
  await table.getByRole('button', { name: 'Unpin run-38' }).first().click();
  await expect.poll(() => names(table)).not.toContain('run-38');
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => names(table)).toContain('run-38');
});

test('a person who brings runs of last year from MLflow finds them where they began', async ({ page, project }) => {
  const experimentId = await makeExperiment(project.api, 'moved');
  const names = ['today', 'last year', 'yesterday'];
  for (const [index, days] of [0, 365, 1].entries())
    await send('POST', `${project.url}/api/2.0/mlflow/runs/create`, {
      experiment_id: String(experimentId),
      run_name: names[index],
      start_time: Date.now() - days * 24 * 3_600_000,
    });
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table`);
  const table = page.getByRole('table', { name: 'Table' });
  await expect(table.getByRole('link')).toHaveText(['today', 'yesterday', 'last year']);
  await expect(table.getByRole('columnheader', { name: 'Started' })).toBeVisible();
  await expect(table.getByRole('row', { name: /last year/ })).toContainText('365 d ago');
});

test('a person unfolds runs that are part of another one, by keyboard too, and a filter keeps the way to what matches', async ({
  page,
  project,
}) => {
  const experimentId = await makeExperiment(project.api, 'sweeps', 'eval/auc');
  const log = (name: string, level: number) =>
    logRun(project.api, { experimentId, name, metrics: { 'eval/auc': values(level) }, status: 'finished' });
  const sweep = await log('sweep', 0.1);
  const trial = await log('trial-1', 0.2);
  const other = await log('trial-2', 0.3);
  const fold = await log('fold-1', 0.4);
  await log('alone', 0.5);
  for (const [child, parent] of [
    [trial, sweep],
    [other, sweep],
    [fold, trial],
  ] as const)
    await send('PUT', `${project.api}/runs/${child}/tags/mlflow.parentRunId`, { value: parent });
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table&cols=metric:eval/auc:max`);
  await expect(page.getByRole('table', { name: 'Table' }).getByRole('row')).toHaveCount(6);
  await page.getByRole('button', { name: 'Tree' }).click();
  const tree = page.getByRole('treegrid', { name: 'Table' });
  await expect(tree.getByRole('row')).toHaveCount(3);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('link')).toHaveText(['alone', 'sweep', 'trial-2', 'trial-1']);
  await tree.getByRole('button', { name: 'Show the 1 run below trial-1' }).click();
  await expect(tree.getByRole('link')).toHaveText(['alone', 'sweep', 'trial-2', 'trial-1', 'fold-1']);
  await expect(tree.getByRole('row', { name: /fold-1/ })).toHaveAttribute('aria-level', '3');
  // Children are sorted as all are.
  await tree.getByRole('columnheader', { name: 'eval/auc' }).getByRole('button', { name: /^eval/ }).click();
  await tree.getByRole('columnheader', { name: 'eval/auc' }).getByRole('button', { name: /^eval/ }).click();
  await expect(tree.getByRole('link')).toHaveText(['sweep', 'trial-1', 'fold-1', 'trial-2', 'alone']);
  // A copied link shows another person the same.
  await page.goto(page.url());
  await expect(tree.getByRole('link')).toHaveText(['sweep', 'trial-1', 'fold-1', 'trial-2', 'alone']);
  // The list is the same tree, and what is not unfolded is not in the charts.
  const list = page.getByRole('list', { name: 'Runs of this experiment' });
  const shown = page.locator('.run-side-foot');
  await page.keyboard.press('1');
  await expect(list.getByRole('link')).toHaveText(['sweep', 'trial-1', 'fold-1', 'trial-2', 'alone']);
  await expect(shown).toContainText('5 shown');
  await list.getByRole('button', { name: 'Hide the runs below sweep' }).click();
  await expect(list.getByRole('link')).toHaveText(['sweep', 'alone']);
  await expect(shown).toContainText('2 shown');
  await page.getByRole('button', { name: /part of another one/ }).click();
  await expect(list.getByRole('link')).toHaveCount(5);
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table&tree=true&q=-1`);
  await expect(tree.getByRole('link')).toHaveText(['sweep', 'trial-1', 'fold-1']);
  await tree.getByRole('button', { name: 'Hide the runs below sweep' }).click();
  await expect(tree.getByRole('link')).toHaveText(['sweep']);
  const found = await new AxeBuilder({ page }).include('.run-set').analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  // What matches is drawn, though only the way to it is on screen.
  await page.keyboard.press('1');
  await expect(shown).toContainText('2 shown');
  await expect(page.getByText('Every run is hidden')).toBeHidden();
});

test('a person sees the curve of each run, and a copied link keeps heights of rows and widths of columns', async ({
  page,
  project,
}) => {
  const experimentId = await makeExperiment(project.api, 'looks', 'eval/auc');
  await logRun(project.api, { experimentId, name: 'one', metrics: { 'eval/auc': values(0.2) }, status: 'finished' });
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table`);
  const table = page.getByRole('table', { name: 'Table' });
  await expect(table.getByRole('img', { name: /^0\.2\d* → 0\.31/ })).toBeVisible();
  const edge = table.getByRole('separator', { name: 'Width of Status' });
  const before = Number(await edge.getAttribute('aria-valuenow'));
  await edge.focus();
  await page.keyboard.press('ArrowRight');
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 16));
  await page.getByRole('button', { name: 'Height of rows' }).click();
  await page.getByRole('menuitemradio', { name: 'Compact' }).click();
  await expect(table.getByRole('row').nth(1)).toHaveCSS('height', '22px');
  await page.goto(page.url());
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 16));
  await expect(table.getByRole('row').nth(1)).toHaveCSS('height', '22px');

  const note = table.getByRole('button', { name: /note on one/i });
  await page.goto(`${page.url()}&cols=${encodeURIComponent('tag:mlflow.note.content')}`);
  await note.click({ force: true });
  const dialog = page.getByRole('dialog', { name: 'Note on one' });
  await dialog.getByLabel('Note, in Markdown').fill('# Best so far\n\n<b>by **far**</b>');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(note).toHaveText('Best so far');
  await note.click();
  await expect(dialog.getByRole('heading', { name: 'Best so far' })).toBeVisible();
  await expect(dialog.getByText('<b>')).toBeVisible();
});

test('a person picks a range of runs whose middle was never loaded', async ({ page, project }) => {
  const experimentId = await makeExperiment(project.api, 'many', 'eval/auc');
  const numbers = Array.from({ length: 240 }, (_, index) => index);
  for (let from = 0; from < numbers.length; from += 30)
    await Promise.all(
      numbers
        .slice(from, from + 30)
        .map((index) => send('POST', `${project.api}/runs`, { experimentId, name: `r${index}` })),
    );
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table&sort=name&cols=status`);
  const table = page.getByRole('table', { name: 'Table' });
  await table.getByRole('checkbox', { name: 'Select r0', exact: true }).click();
  await expect(page.getByText('1 run picked')).toBeVisible();
  await table.evaluate((element) => element.parentElement?.scrollTo(0, 1_000_000));
  await table.getByRole('checkbox', { name: 'Select r99', exact: true }).click({ modifiers: ['Shift'] });
  await expect(page.getByText('240 runs picked')).toBeVisible();
});
