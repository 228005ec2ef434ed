import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { logRun, makeExperiment } from './log-run.ts';

const prompt = (last: string) => `You are a careful botanist.\nName the flower.\n${last}\n`;

test('compares two runs and sees only what differs', async ({ page, project }) => {
  const experimentId = await makeExperiment(project.api, 'flowers', 'eval/auc');
  const ids: string[] = [];
  for (const [name, auc, lr] of [
    ['wide', 0.7, '0.1'],
    ['deep', 0.8, '0.01'],
    ['tiny', 0.6, '0.01'],
  ] as const) {
    ids.push(
      await logRun(project.api, {
        experimentId,
        name,
        params: { lr, seed: '1', prompt: prompt(name === 'deep' ? 'Be brief.' : 'Think first.') },
        metrics: { 'eval/auc': [0.5, auc] },
        files: { 'notes.txt': `one\ntwo ${name}\nthree\n`, 'same.txt': 'same' },
        status: 'finished',
      }),
    );
  }
  await page.goto(`${project.url}/compare?runs=${ids.slice(0, 2).join(',')}`);
  const table = page.getByRole('grid', { name: 'Compare 2 runs' });
  await expect(table.getByRole('row', { name: /^seed/ })).toBeVisible();
  await page.getByLabel('Differences only').check();
  await expect(table.getByRole('row', { name: /^seed/ })).toHaveCount(0);
  await expect(table.getByRole('row', { name: /^same\.txt/ })).toHaveCount(0);
  await expect(table.getByRole('row', { name: /^lr/ })).toContainText('0.01');
  await expect(table.getByRole('row', { name: /^eval\/auc/ })).toContainText('▲ 0.1000');

  // A long text, and a file, open line by line.
  await table
    .getByRole('row', { name: /^prompt/ })
    .getByRole('button')
    .click();
  const dialog = page.getByRole('dialog', { name: 'Difference in prompt' });
  await expect(dialog.getByRole('row', { name: /removed: Think first\..*added: Be brief\./ })).toBeVisible();
  await page.keyboard.press('Escape');
  await table
    .getByRole('row', { name: /^notes\.txt/ })
    .getByRole('button')
    .click();
  await expect(page.getByRole('dialog').getByRole('row', { name: /removed: two wide.*added: two deep/ })).toBeVisible();
  await page.keyboard.press('Escape');

  // By keys: the second run becomes what the others are compared with, and a link shows the same.
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('b');
  await expect(table.getByRole('columnheader').nth(1)).toContainText('deep');
  await expect(table.getByRole('row', { name: /^eval\/auc/ })).toContainText('▼ 0.1000');
  await page.reload();
  await expect(table.getByRole('columnheader').nth(1)).toContainText('deep');
  await expect(table.getByRole('row', { name: /^seed/ })).toHaveCount(0);

  // Another run joins, and leaves again.
  await page.getByRole('button', { name: 'Add runs' }).click();
  await page.getByRole('dialog').getByLabel('Find runs').fill('tiny');
  await page.getByRole('dialog').getByRole('checkbox', { name: 'tiny' }).check();
  await page.keyboard.press('Escape');
  const three = page.getByRole('grid', { name: 'Compare 3 runs' });
  await expect(three.getByRole('columnheader', { name: /tiny/ })).toBeVisible();
  await three.getByRole('button', { name: 'Remove tiny' }).click();
  await expect(table).toBeVisible();

  await page.getByRole('tab', { name: 'Curves' }).click();
  await expect(page.getByText('4 of 4 points')).toBeVisible();
});

test('a link to runs of which one is gone shows the others and says so', async ({ page, project }) => {
  const id = await logRun(project.api, { name: 'here', params: { lr: '1' }, status: 'finished' });
  const archived = await logRun(project.api, { name: 'put away', params: { lr: '2' }, status: 'finished' });
  await fetch(`${project.api}/runs/${archived}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ archived: true }),
  });
  await page.goto(`${project.url}/compare?runs=${id},${archived},${'0'.repeat(32)}`);
  await expect(page.getByText('One run of this link is not in this project')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: /put away/ })).toContainText('archived');
  await page.getByRole('button', { name: 'Leave out' }).click();
  await expect(page.getByText('One run of this link is not in this project')).toBeHidden();
  await expect(page.getByRole('grid', { name: 'Compare 2 runs' })).toBeVisible();
});

test('a person on a phone sees two runs beside each other, and finds every page by its name', async ({
  page,
  project,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const ids = [];
  for (const name of ['first-of-three', 'second', 'third'])
    ids.push(await logRun(project.api, { name, params: { lr: name }, metrics: { loss: [1] }, status: 'finished' }));
  await page.goto(`${project.url}/compare?runs=${ids.join('.')}`);
  const heads = page.getByRole('grid').getByRole('columnheader');
  for (const name of ['first-of-three', 'second'])
    await expect(heads.getByRole('link', { name })).toBeInViewport({ ratio: 1 });
  const bar = page.getByRole('navigation', { name: 'Main' });
  const traces = bar.getByRole('link', { name: 'Traces' });
  await expect(traces).toBeHidden();
  await bar.getByRole('button', { name: 'More' }).click();
  await traces.click();
  await expect(page).toHaveURL(/\/traces$/);
  await expect(traces).toBeHidden();
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
});
