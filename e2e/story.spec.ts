import { expectNoBarriers } from './expect-no-barriers.ts';
import { expect, test } from './fixtures.ts';

interface JobAnswer {
  state: string;
  runId: string;
  error: { message: string } | null;
  progress: { message?: string };
}

test('a newcomer starts the example from the home page and can stop it', async ({ page, project }) => {
  await page.goto(project.url);
  await expect(page.getByRole('tab', { name: 'mlflow client' })).toBeVisible();
  await page.getByRole('button', { name: 'Start the example' }).click();
  await page.getByRole('link', { name: 'Watch it' }).click();
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f]{32}$/);
  await expect(page.getByRole('heading', { name: 'Will this flight be late?' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Queue again' })).toBeVisible({ timeout: 30_000 });
});

test('the whole story: import, split, train, evaluate, register, predict, trace, reproduce', async ({
  page,
  project,
}) => {
  test.setTimeout(900_000);
  const answer = await fetch(`${project.api}/example`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ epochs: 1 }),
  });
  expect(answer.status).toBe(202);
  const { jobId } = (await answer.json()) as { jobId: string };
  await page.goto(`${project.url}/jobs/${jobId}`);

  const job = async () => (await (await fetch(`${project.api}/jobs/${jobId}`)).json()) as JobAnswer;
  await expect
    .poll(async () => (await job()).state, { timeout: 570_000, intervals: [1_000] })
    .toMatch(/succeeded|failed|canceled/);
  const ended = await job();
  expect(ended.error, ended.progress.message).toBeNull();
  await expect(page.getByText('The story is told')).toBeVisible();

  await test.step('the run page answers the five questions and shows the verdict', async () => {
    await page.goto(`${project.url}/experiments`);
    await page.getByRole('link', { name: 'late-arrival' }).click();
    await page.getByRole('link', { name: 'embed-64-32' }).first().click();
    await expect(page.getByRole('heading', { name: 'embed-64-32' })).toBeVisible();
    await expect(page.getByText('5 of 5 recorded')).toBeVisible();
    await expect(page.getByText('Bit-identical', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'flights-train v1' }).first()).toBeVisible();
  });

  await test.step('the log and the artifacts are there', async () => {
    await page.getByRole('tab', { name: /Logs/ }).click();
    await expect(page.getByRole('log').or(page.getByText(/epoch/i)).first()).toBeVisible();
    await page.getByRole('tab', { name: /Artifacts/ }).click();
    await expect(page.getByText('weights.bin').first()).toBeVisible();
  });

  await test.step('the registered model has its alias and signature', async () => {
    await page.goto(`${project.url}/models`);
    await page.getByRole('link', { name: 'late-arrival' }).click();
    await page.getByRole('link', { name: 'version 1' }).click();
    await expect(page.getByText('@champion').first()).toBeVisible();
    await expect(page.getByText('distance').first()).toBeVisible();
  });

  await test.step('the prediction set of June holds every flight once', async () => {
    await page.goto(`${project.url}/predictions`);
    await page.getByRole('link', { name: /late-june/ }).click();
    await expect(page.getByText('502,', { exact: false }).first()).toBeVisible();
    await page.getByRole('tab', { name: /Rows/ }).click();
    await expect(page.getByRole('columnheader', { name: 'row_number' })).toBeVisible();
  });

  await test.step('the lineage leads from the flights to the predictions', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Lineage' }).click();
    await expect(page).toHaveURL(/lineage\?node=/);
    await expect(page.getByText('flights-train').first()).toBeVisible();
    await expect(page.getByText('late-june').first()).toBeVisible();
  });

  await test.step('no page keeps anybody out: axe, both themes, a phone', async () => {
    const found = await (await fetch(`${project.api}/search?q=embed-64-32`)).json();
    const hits: { kind: string; name: string; path: string }[] = found.items;
    const run = hits.find((hit) => hit.kind === 'run' && hit.name === 'embed-64-32')?.path ?? '';
    const { items }: { items: { id: number; name: string }[] } = await (
      await fetch(`${project.api}/experiments`)
    ).json();
    const experiment = `/experiments/${items.find((one) => one.name === 'late-arrival')?.id}`;
    await expectNoBarriers(page, {
      url: project.url,
      paths: [
        ...['', '/experiments', experiment, `${experiment}?tab=table`, `${experiment}?tab=boards`],
        ...[run, `${run}?tab=charts`, `${run}?tab=logs`, `${run}?tab=artifacts`, `${run}?tab=lineage`],
        ...['/datasets', '/datasets/flights', '/datasets/flights/1', '/models', '/models/late-arrival'],
        ...['/models/late-arrival/1', '/predictions', '/predictions/late-june/1', '/jobs', `/jobs/${jobId}`],
        ...['/projects', '/traces', '/lineage'],
      ],
    });
  });
});
