import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { logDataset, logParams, logPoints, logRun, setTag } from './log-run.ts';
import { trainTinyModel } from './tiny-model.ts';

test('the run page says what was recorded and what is missing', async ({ page, project }) => {
  const runId = await logRun(project.api, {
    name: 'by-hand',
    params: { lr: '0.003' },
    metrics: { 'train/loss': [0.6, 0.5, 0.45] },
    files: { 'report/notes.md': '# Notes' },
    status: 'finished',
  });
  await page.goto(`${project.url}/runs/${runId}`);
  await expect(page.getByText('3 of 5 recorded')).toBeVisible();
  await expect(page.getByText('No commit, archive or built-in version was named.')).toBeVisible();
  await expect(page.getByText('No input was named, so nobody can say what this run read.')).toBeVisible();
  await expect(page.getByRole('row', { name: /train\/loss/ }).first()).toContainText('0.4500');
});

test('a person sees whose run it is, and its children by the params in which they differ', async ({
  page,
  project,
}) => {
  const sweep = await logRun(project.api, { name: 'sweep', tags: { 'mlflow.user': 'ada' }, status: 'finished' });
  for (const lr of ['0.1', '0.02'])
    await logRun(project.api, {
      name: `trial ${lr}`,
      params: { algorithm: 'tpe', lr },
      metrics: { epoch: [1, 2], loss: [Number(lr)] },
      tags: { 'mlflow.parentRunId': sweep },
    });
  await page.goto(`${project.url}/runs/${sweep}`);
  await expect(page.getByText('by ada')).toBeVisible();
  await expect(page.getByText('by owner')).toHaveCount(0);
  const children = page.getByRole('table', { name: 'Child runs' });
  await expect(children.getByRole('columnheader')).toHaveText(['Run', 'loss', 'lr', 'Duration']);
  await children.getByRole('button', { name: 'lr' }).click();
  await expect(children.getByRole('link')).toHaveText(['trial 0.1', 'trial 0.02']);
  await children.getByRole('button', { name: 'lr' }).click();
  await expect(children.getByRole('link')).toHaveText(['trial 0.02', 'trial 0.1']);
});

test('a failed run says why before anything else', async ({ page, project }) => {
  const runId = await logRun(project.api, {
    name: 'broken',
    status: 'failed',
    reason: 'The loss was NaN from step 2400 on.',
  });
  await page.goto(`${project.url}/runs/${runId}`);
  await expect(page.getByRole('alert').filter({ hasText: 'NaN from step 2400' })).toBeVisible();
});

test('a run is renamed, tagged and described in Markdown where it stands', async ({ page, project }) => {
  const runId = await logRun(project.api, { name: 'first try', status: 'finished' });
  await page.goto(`${project.url}/runs/${runId}`);
  await page.keyboard.press('r');
  await page.getByRole('textbox', { name: 'Name of the run' }).fill('warm restarts 🚀');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'warm restarts 🚀' })).toBeVisible();

  const tags = page.getByRole('region', { name: 'Tags' });
  await tags.getByRole('button', { name: 'Add a tag' }).click();
  await tags.getByRole('textbox', { name: 'Key' }).fill('team/part');
  await tags.getByRole('textbox', { name: 'Value' }).fill('vision');
  await page.keyboard.press('Enter');
  await tags.getByRole('button', { name: 'Change the tag team/part' }).click();
  await tags.getByRole('textbox', { name: 'Value' }).fill('speech');
  await page.keyboard.press('Enter');
  await expect(tags.getByText('speech')).toBeVisible();
  await tags.getByRole('button', { name: 'Remove the tag team/part' }).click();
  await expect(tags.getByText('No tags yet.')).toBeVisible();

  await page.getByRole('button', { name: 'Add a note' }).click();
  const notes = page.getByRole('region', { name: 'Notes' });
  await notes
    .getByRole('textbox', { name: 'Notes' })
    .fill('# Why\n\n<b>not bold</b> but **bold**, [bad](javascript:alert)');
  await notes.getByRole('button', { name: 'Preview' }).click();
  await expect(notes.getByRole('heading', { name: 'Why' })).toBeVisible();
  await notes.getByRole('button', { name: 'Save' }).click();
  await expect(notes.getByText('<b>not bold</b> but')).toBeVisible();
  await expect(notes.getByRole('link')).toHaveCount(0);
  await page.reload();
  await expect(notes.getByRole('heading', { name: 'Why' })).toBeVisible();
});

test('files of a run are looked into, and pages of others run where they reach nothing', async ({ page, project }) => {
  const runId = await logRun(project.api, {
    name: 'files',
    files: {
      'report/page.html':
        '<h1>hello</h1><p id=p></p><script>try { p.textContent = parent.document.title } catch { p.textContent = "alone" }</script>',
      'model/config.json': '{"layers":[64,32]}',
      'eval/table.json': '{"columns":["id","label"],"data":[[1,"cat"],[2,"<b>dog</b>"]]}',
      'notes.md': '# Findings\n\n<script>document.title = "taken"</script>',
    },
    status: 'finished',
  });
  await page.goto(`${project.url}/runs/${runId}`);
  await expect(page.getByText('No metric was logged.')).toBeVisible();
  await page.keyboard.press('4');
  await page.getByRole('treeitem', { name: /page\.html/ }).click();
  const frame = page.frameLocator('iframe[title="The page report/page.html"]');
  await expect(frame.getByRole('heading', { name: 'hello' })).toBeVisible();
  await expect(frame.getByText('alone')).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText('"layers": [');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('config.json');
  expect(await readFile(await (await download).path(), 'utf8')).toBe('{"layers":[64,32]}');

  await page.getByRole('treeitem', { name: /table\.json/ }).click();
  await expect(page.getByRole('cell', { name: '<b>dog</b>' })).toBeVisible();
  await page.getByRole('treeitem', { name: /notes\.md/ }).click();
  await expect(page.getByRole('heading', { name: 'Findings' })).toBeVisible();
  expect(await page.title()).not.toBe('taken');
});

test('new points reach the open charts, and only they are asked for', async ({ page, project }) => {
  const runId = await logRun(project.api, { name: 'live', metrics: { loss: [1, 0.9, 0.8] } });
  await page.goto(`${project.url}/runs/${runId}?tab=charts`);
  await expect(page.getByText('3 of 3 points')).toBeVisible();
  const asked = page.waitForRequest((request) => request.url().endsWith('/metrics/chart'));
  await logPoints(project.api, runId, 'loss', [0.7, 0.6], 3);
  expect((await asked).postDataJSON()).toMatchObject({ key: ['loss'], since: expect.any(String) });
  await expect(page.getByText('5 of 5 points')).toBeVisible();
});

test('the page of a live run asks only for what changed', async ({ page, project }) => {
  const metrics = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`loss/${10 + at}`, [1, 0.9]]));
  const runId = await logRun(project.api, { name: 'live', params: { lr: '0.1' }, metrics });
  await page.goto(`${project.url}/runs/${runId}`);
  await expect(page.getByRole('row', { name: /loss\/10/ })).toContainText('0.9000');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url().replace(`${project.api}/runs/${runId}`, '')));
  await logPoints(project.api, runId, 'loss/10', [0.25], 2);
  await expect(page.getByRole('row', { name: /loss\/10/ })).toContainText('0.2500');
  const figures = asked.filter((address) => address.startsWith('/metrics?'));
  expect(figures[0]?.split('key=')).toHaveLength(13);
  expect(asked).not.toContain('/metrics');

  await setTag(project.api, runId, 'stage', 'warm');
  await expect(page.getByRole('region', { name: 'Tags' })).toContainText('warm');
  expect(asked).toContain('?without=params&without=metrics');
  expect(asked).not.toContain('');
  await logParams(project.api, runId, { seed: '7' });
  await expect(page.getByRole('region', { name: 'Parameters' })).toContainText('seed');
});

test('data that a client told of has a page with what it holds and which runs read it', async ({ page, project }) => {
  const trained = await logRun(project.api, { name: 'trained on wine', status: 'finished' });
  const judged = await logRun(project.api, { name: 'judged on wine', status: 'finished' });
  const wine = {
    name: 'wine quality',
    digest: 'f0f3e026',
    source: '{"url": "https://example.com/wine.csv"}',
    schema: JSON.stringify({ mlflow_colspec: [{ type: 'double', name: 'alcohol', required: true }] }),
    profile: '{"num_rows": 4898}',
  };
  await logDataset(project.url, [trained], { ...wine, role: 'training' });
  await logDataset(project.url, [judged], { ...wine, role: 'eval' });
  await page.goto(`${project.url}/runs/${trained}`);
  await page
    .getByRole('region', { name: 'What the client logged' })
    .getByRole('link', { name: 'wine quality' })
    .click();
  await expect(page.getByRole('heading', { name: 'wine quality' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'alcohol double none' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'https://example.com/wine.csv' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Profile' })).toContainText('4898');
  const readers = page.getByRole('region', { name: 'Runs that read it' });
  await expect(readers.getByRole('term')).toHaveText(['eval', 'training']);
  // A run that reads it while somebody looks comes by itself.
  const late = await logRun(project.api, { name: 'read it later', status: 'finished' });
  await logDataset(project.url, [late], { ...wine, role: 'training' });
  await expect(readers.getByRole('link', { name: 'read it later' })).toBeVisible();
  await readers.getByRole('link', { name: 'Show them in the table' }).click();
  await expect(page.getByRole('row', { name: /judged on wine/ })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill('wine q');
  await page.getByRole('option', { name: /wine quality/ }).click();
  await expect(page.getByRole('heading', { name: 'wine quality' })).toBeVisible();
  await readers.getByRole('link', { name: 'judged on wine' }).click();
  await expect(page.getByRole('heading', { name: 'judged on wine' })).toBeVisible();

  await page.goto(`${project.url}/compare?runs=${trained},${judged}`);
  await page.getByRole('link', { name: 'wine quality' }).first().click();
  await expect(readers).toBeVisible();

  // What cannot be read is shown as it was sent, and a part of it is called one.
  await logDataset(project.url, [judged], { ...wine, name: 'odd', profile: 'x'.repeat(120_000), role: 'eval' });
  await page.goto(`${project.url}/runs/${judged}`);
  await page.getByRole('region', { name: 'What the client logged' }).getByRole('link', { name: 'odd' }).click();
  await expect(page.getByRole('region', { name: 'Profile' })).toContainText('The first 100,000 characters');
});

test('an id that names no run leads to a page that says so', async ({ browser, project }) => {
  // A page of its own: the browser writes what is not found to the console.
  const page = await browser.newPage();
  const answer = await page.goto(`${project.url}/runs/${'0'.repeat(32)}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is nothing at this address', level: 2 })).toBeVisible();
  await page.close();
});

test('a trained run is executed again from its page and proved bit-identical', async ({ page, project }) => {
  test.slow();
  const { runId } = await trainTinyModel(project.api);
  await page.goto(`${project.url}/runs/${runId}`);
  await expect(page.getByText(/^finished in/)).toBeVisible({ timeout: 180_000 });
  await expect(page.getByText('5 of 5 recorded')).toBeVisible();

  await page.keyboard.press('3');
  const log = page.getByRole('log', { name: 'Log' });
  await expect(log.getByText(/attempt 1 started on/)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('ATTEMPT 1 STARTED');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await log.getByRole('link', { name: 'Line 1', exact: true }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Line 1' })).toBeVisible();
  await page.keyboard.press('1');

  await page.getByRole('button', { name: 'Reproduce' }).first().click();
  await page.getByRole('dialog').getByLabel('Executions').selectOption('2');
  await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
  const panel = page.getByRole('region', { name: 'Reproduction' });
  await expect(panel.getByText('of 2 executions')).toBeVisible();
  await expect(panel.getByText('Bit-identical')).toBeVisible({ timeout: 180_000 });
  await expect(panel.getByRole('row', { name: /^outputs/ }).getByRole('link', { name: 'same' })).toHaveCount(2);
  await expect(page.getByText('bit-identical ×2')).toBeVisible();

  const graph = page.getByRole('region', { name: 'Lineage graph' });
  await graph.getByRole('link', { name: /tiny v1/ }).click();
  await expect(page).toHaveURL(/\/datasets\/tiny\/1/, { timeout: 20_000 });

  await page.goto(`${project.url}/lineage?node=run:${runId}`);
  await expect(
    page
      .getByRole('table', { name: 'What it came from, and what depends on it' })
      .getByRole('row', { name: /tiny v1/ }),
  ).toContainText('1 step up');
  await page.getByRole('button', { name: /upstream/ }).click();
  await expect(page.getByRole('row', { name: /tiny v1/ })).toHaveCount(0);

  await page.goto(`${project.url}/runs/${runId}`);
  await page
    .getByRole('region', { name: 'The five answers' })
    .getByRole('link', { name: /^train @/ })
    .click();
  await expect(page.getByRole('cell', { name: 'package-lock.json' })).toBeVisible();

  await page.goto(`${project.url}/runs/${runId}`);
  await page.getByRole('button', { name: 'Register model' }).click();
  await page.getByRole('dialog').getByLabel('Model', { exact: true }).fill('tiny-model');
  await page.getByRole('dialog').getByLabel('Alias').fill('champion');
  await page.getByRole('dialog').getByRole('button', { name: 'Register' }).click();
  await expect(page.getByRole('link', { name: 'tiny-model v1' }).first()).toBeVisible();
});

test('the run page holds no barrier that axe can find, in either theme', async ({ page, project }) => {
  const runId = await logRun(project.api, {
    name: 'axe',
    params: { lr: '0.003' },
    metrics: { 'train/loss': [0.6, 0.5, 0.45] },
    files: { 'a.txt': 'hello' },
    status: 'finished',
  });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const tab of ['overview', 'charts', 'logs', 'artifacts', 'lineage', 'events']) {
      await page.goto(`${project.url}/runs/${runId}?tab=${tab}`);
      await expect(page.getByRole('tabpanel')).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(
          (each) => `${colorScheme} ${tab} ${each.id}: ${each.nodes.map((node) => node.target).join(' ')}`,
        ),
      ).toEqual([]);
    }
  }
});
