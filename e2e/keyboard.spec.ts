import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { logRun, makeExperiment } from './log-run.ts';

/** What has the focus is on screen and shows it. */
async function expectFocusSeen(page: Page): Promise<void> {
  const focused = page.locator(':focus-visible');
  await expect(focused).toBeInViewport();
  const outline = await focused.evaluate((element) => {
    // A check box inside a row or a field inside a frame may leave the ring to what is around it.
    const ringed = (one: Element | null): boolean =>
      one !== null && (Number.parseFloat(getComputedStyle(one).outlineWidth) > 0 || ringed(one.parentElement));
    return ringed(element);
  });
  expect(outline).toBe(true);
}

/** Presses a key until it is heard: keys are, once the page has come alive. */
async function pressUntil(page: Page, key: string, seen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await seen();
  }).toPass();
}

/** Goes through the page with Tab until a control of this name has the focus. */
async function tabTo(page: Page, role: 'link' | 'button' | 'checkbox', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).and(page.locator(':focus'));
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await wanted.count()) > 0) return;
    await page.keyboard.press('Tab');
    await expectFocusSeen(page);
  }
  await expect(wanted).toBeFocused();
}

test('a person gets from the home page to a comparison with the keyboard alone', async ({ page, project }) => {
  const experimentId = await makeExperiment(project.api, 'by-keys', 'eval/auc');
  for (const [name, lr] of [
    ['wide', '0.1'],
    ['deep', '0.01'],
    ['tiny', '0.01'],
  ] as const)
    await logRun(project.api, { experimentId, name, params: { lr }, metrics: { 'eval/auc': [0.5, 0.6] } });
  await page.goto(project.url);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await tabTo(page, 'link', 'Experiments');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Experiments', level: 1 })).toBeVisible();
  await tabTo(page, 'link', 'by-keys');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'by-keys', level: 1 })).toBeVisible();

  const listed = page.getByRole('list', { name: 'Runs of this experiment' });
  const picked = listed.getByRole('checkbox', { name: 'Select tiny' });
  await pressUntil(page, 'j', () => expect(listed.locator('.at')).toContainText('tiny', { timeout: 5_000 }));
  await page.keyboard.press('x');
  await expect(picked).toBeChecked();
  await page.keyboard.press('j');
  await page.keyboard.press('h');
  await expect(listed.getByRole('button', { name: 'Show deep in the charts' })).toBeVisible();
  await page.keyboard.press('h');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('2 runs picked')).toBeVisible();
  // The keys of this page are listed where one asks for them.
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  for (const key of ['Search runs', 'Build a filter', 'Group the runs', 'Choose columns', 'Next row', 'Select the run'])
    await expect(help.getByText(key)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();

  await page.keyboard.press('4');
  await expect(page).toHaveURL(/\/compare\?/);
  await expect(page.getByRole('row', { name: /^lr/ })).toContainText('0.1');
});

test('the palette does what can be done with the runs that are picked, and goes to other projects', async ({
  page,
  project,
}) => {
  const experimentId = await makeExperiment(project.api, 'palette');
  for (const name of ['one', 'two'])
    await logRun(project.api, { experimentId, name, status: 'finished', metrics: { loss: [1, 0.5] } });
  await page.goto(`${project.url}/experiments/${experimentId}?tab=table`);
  const rows = page.getByRole('table', { name: 'Table' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await pressUntil(page, 'Control+k', () => expect(palette).toBeVisible({ timeout: 5_000 }));
  await page.keyboard.press('Escape');
  for (const key of 'jxjx') await page.keyboard.press(key);
  await expect(page.getByText('2 runs picked')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('archive 2');
  await expect(palette.getByRole('option', { selected: true })).toHaveText(/^Archive 2 selected runs/);
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 runs archived')).toBeVisible();
  await expect(rows).toHaveCount(1);

  // What a key does can be found by its name, and leaves the focus where it put it.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('search runs');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Search runs' })).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('project default');
  await expect(palette.getByRole('option', { selected: true })).toHaveText(/^Go to the project default/i);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/p\/default$/);
});
