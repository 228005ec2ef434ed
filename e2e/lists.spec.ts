import AxeBuilder from '@axe-core/playwright';
import { expectNoBarriers } from './expect-no-barriers.ts';
import { expect, test } from './fixtures.ts';
import { logRun, makeExperiment } from './log-run.ts';

test('the home page tells what runs, what failed and why, and follows what happens', async ({ page, project }) => {
  const experimentId = await makeExperiment(project.api, 'late-arrival', 'eval/auc');
  await logRun(project.api, { experimentId, name: 'first', metrics: { 'eval/auc': [0.5, 0.7] } });
  await page.goto(project.url);
  const running = page.getByRole('region', { name: 'Running now' });
  await expect(running.getByRole('link', { name: 'first' })).toBeVisible();
  await expect(running).toContainText('step 1');
  await expect(running).toContainText('0.7000');
  const failed = page.getByRole('region', { name: 'Failed in the last 24 hours' });
  await expect(failed).toContainText('Nothing has failed.');
  for (const name of ['wide', 'deep']) {
    await logRun(project.api, { experimentId, name, status: 'failed', reason: 'CUDA out of memory' });
  }
  await expect(failed.getByRole('listitem')).toHaveCount(1);
  await expect(failed).toContainText('CUDA out of memory');
  await expect(failed).toContainText('and 1 more the same way');
});

test('experiments are searched, ordered, archived, brought back and tagged', async ({ page, project }) => {
  const churn = await makeExperiment(project.api, 'churn', 'auc');
  await makeExperiment(project.api, 'late-arrival', 'auc');
  await logRun(project.api, { experimentId: churn, name: 'best', metrics: { auc: [0.5, 0.9] }, status: 'finished' });
  await logRun(project.api, { experimentId: churn, name: 'broken', status: 'failed' });
  await page.goto(`${project.url}/experiments`);
  const table = page.getByRole('table', { name: 'Experiments' });
  const row = table.getByRole('row', { name: /churn/ });
  await expect(row.getByRole('img', { name: '2 runs in the last 30 days' })).toBeVisible();
  await expect(row.getByRole('link', { name: '0.9000' })).toBeVisible();
  await expect(table.getByRole('row').nth(1)).toContainText('churn');
  await expect(table.getByRole('button', { name: 'Edit Default' })).toHaveCount(1);
  await expect(table.getByRole('button', { name: 'Archive Default' })).toHaveCount(0);
  await table.getByRole('button', { name: 'Name' }).click();
  await expect(page).toHaveURL(/sort=name/);
  await table.getByRole('button', { name: 'Name' }).click();
  await expect(table.getByRole('row').nth(1)).toContainText('late-arrival');

  await page.keyboard.press('/');
  await page.keyboard.type('chur');
  await expect(table.getByRole('row')).toHaveCount(2);
  await row.getByRole('button', { name: 'Archive churn' }).click();
  await expect(page.getByText('No experiment matches “chur”.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: 'Archive churn' }).click();
  await page.getByRole('checkbox', { name: 'Archived' }).check();
  await row.getByRole('button', { name: 'Restore churn' }).click();
  await page.getByRole('checkbox', { name: 'Archived' }).uncheck();

  await row.getByRole('button', { name: 'Edit churn' }).click();
  await page.getByLabel('Tags').fill('team = retention');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(row).toContainText('team: retention');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target).join(' ')}`)).toEqual([]);
});

test('a person makes a project, switches to it by keyboard, renames it and removes it while it is empty', async ({
  page,
  project,
}) => {
  await page.goto(`${project.url}/experiments`);
  await expect(page.getByRole('table', { name: 'Experiments' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  const menu = page.getByRole('dialog', { name: 'Switch project' });
  await menu.getByRole('link', { name: 'All projects' }).click();
  const table = page.getByRole('table', { name: 'Projects' });
  await expect(table.getByRole('row', { name: new RegExp(`${project.slug} you are here`) })).toBeVisible();

  const name = `Spare ${project.slug}`;
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await expect(page.getByLabel('Short name')).toHaveValue(`spare-${project.slug}`);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/p/spare-${project.slug}$`));
  await expect(page.getByRole('button', { name: `Project spare-${project.slug}` })).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.getByRole('combobox', { name: 'Search projects' }).fill(project.slug);
  await expect(page.getByRole('option')).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(project.url);

  await page.goto(`${project.url}/projects`);
  await page.getByRole('searchbox', { name: 'Search projects' }).fill('spare');
  const row = table.getByRole('row', { name: new RegExp(name) });
  await row.getByRole('button', { name: `Rename ${name}` }).click();
  await page.getByLabel('Name', { exact: true }).fill('Spare room');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await table.getByRole('button', { name: 'Delete Spare room' }).click();
  await expect(page.getByText('Spare room was deleted')).toBeVisible();
  await expect(table.getByRole('row')).toHaveCount(1);
});

test('a page that is older than the server is loaded anew once its reader pauses', async ({ page, project }) => {
  let drawn = 0;
  await page.route(`${project.url}/experiments`, async (route) => {
    const answer = await route.fetch();
    const html = await answer.text();
    drawn += 1;
    // The first time it comes from an older build.
    const body = drawn > 1 ? html : html.replace(/(\\"build\\":\\")[^\\"]+/, '$1older');
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`${project.url}/experiments`);
  const search = page.getByRole('searchbox', { name: 'Search experiments' });
  await search.focus();
  await expect(page.getByText('Traza was upgraded.')).toBeVisible();
  expect(drawn).toBe(1);
  await search.blur();
  await expect.poll(() => drawn).toBe(2);
  await expect(page.getByRole('table', { name: 'Experiments' })).toBeVisible();
  await expect(page.getByText('Traza was upgraded.')).toHaveCount(0);
});

test('addresses that name nothing say so and lead on', async ({ browser, project }) => {
  const other = await makeExperiment(project.api.replace(project.slug, 'default'), `of default ${project.slug}`);
  // A page of its own: the browser writes each 404 to the console.
  const page = await (await browser.newContext()).newPage();
  for (const path of ['/nothing', '/experiments/987654321', `/experiments/${other}`, `/runs/${'0'.repeat(32)}`]) {
    await page.goto(`${project.url}${path}`);
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' }).first()).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  }
  await expectNoBarriers(page, { url: project.url, paths: ['/nothing'] });
  const answer = await page.goto(`${project.url}-that-is-not-there/experiments`);
  expect(answer?.status()).toBe(404);
  await page.getByRole('link', { name: 'Go to the home page' }).click();
  await expect(page).toHaveURL(/\/p\/default$/);
  await page.context().close();
});
