import { expectNoBarriers } from './expect-no-barriers.ts';
import { expect, test } from './fixtures.ts';
import { get, trainTinyModel } from './tiny-model.ts';

test('a person schedules nightly scoring, sees what a rule means while typing, and what became of each time', async ({
  page,
  project,
}) => {
  test.setTimeout(300_000);
  await page.goto(`${project.url}/schedules`);
  await expect(page.getByRole('heading', { name: 'Nothing starts by itself yet' })).toBeVisible();
  const trained = await trainTinyModel(project.api, { register: { model: 'late', aliases: ['champion'] } });
  await expect
    .poll(async () => (await get(`${project.api}/jobs/${trained.jobId}`)).state, { timeout: 90_000 })
    .toBe('succeeded');

  await page.keyboard.press('n');
  await expect(page).toHaveURL(/schedules\/new$/);
  const reading = page.getByRole('region', { name: 'What the rule means' });
  const times = page.getByRole('list', { name: 'The next ten times' });
  await page.getByLabel('Time zone').fill('America/New_York');
  await page.getByLabel('Cron rule').fill('30 2 * * SUN#2');
  await expect(reading).toContainText('At 02:30, on the second Sunday of the month');
  await expect(times.getByRole('listitem')).toHaveCount(10);
  // The second Sunday of March is the day on which there is no half past two.
  await expect(times.getByText('moved past the gap')).toHaveCount(1);
  await page.getByLabel('Time zone').fill('Mars/Olympus');
  await expect(reading).toContainText('is no time zone');
  await page.getByLabel('Time zone').fill('UTC');
  await page.getByLabel('Cron rule').fill('0 0 31 2 *');
  await expect(reading).toContainText('names a time that never comes');

  await page.getByLabel('Name', { exact: true }).fill('nightly');
  await page.getByLabel('Time zone').fill('Europe/Zurich');
  await page.getByLabel('Cron rule').fill('*/10 * * * * *');
  await expect(reading).toContainText('Every 10 seconds');
  await page.getByLabel('While the run before has not ended').selectOption('skip the time');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: 'nightly' })).toBeVisible();

  // It starts by itself, and scores.
  const past = page.getByRole('table', { name: 'What became of its times' });
  await expect(past.getByRole('row', { name: /finished/ }).first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText(/^Paused by owner/)).toBeVisible();
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const next = async () => JSON.stringify((await get(`${project.api}/schedules/${id}`)).upcoming);
  const missed = await next();
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(past.getByRole('row', { name: /run now/ })).toHaveCount(1);
  await expect(past.getByRole('row', { name: /run now.*finished/ })).toBeVisible({ timeout: 60_000 });
  await past
    .getByRole('link', { name: /^score / })
    .first()
    .click();
  await expect(page).toHaveURL(/\/runs\//);

  // What is gone is said before the next time.
  await fetch(`${project.api}/models/late/aliases/champion`, { method: 'DELETE' });
  await page.goBack();
  const problem = page.getByRole('alert').filter({ hasText: 'Model late has no alias' });
  await expect(problem).toBeVisible();
  await expect.poll(next).not.toBe(missed);
  await page.getByRole('button', { name: 'Resume' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resume this schedule?' });
  await dialog.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(past.getByRole('row', { name: /no run.*Model late has no alias/ }).first()).toBeVisible();
  await expect(past.getByRole('row', { name: /missed.*It was paused/ }).first()).toBeVisible();

  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('Usual times').selectOption('every day at 02:00');
  await page.getByLabel('Version', { exact: true }).selectOption('the newest at each time');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/schedules\/[0-9a-f]{32}$/);
  await expect(page.getByText('At 02:00 in Europe/Zurich')).toBeVisible();
  await expect(problem).toHaveCount(0);

  await expectNoBarriers(page, {
    url: project.url,
    paths: ['/schedules', `/schedules/${id}`, `/schedules/${id}/edit`, '/schedules/new'],
  });

  await page.goto(`${project.url}/schedules/${id}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/schedules$/);
  await expect(page.getByRole('heading', { name: 'Nothing starts by itself yet' })).toBeVisible();
});
