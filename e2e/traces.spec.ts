import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';

const text = (key: string, value: unknown) => ({ key, value: { stringValue: JSON.stringify(value) } });

/** Sends the spans of a trace as an OpenTelemetry client does. */
async function sendTrace(url: string, traceId: string, spans: object[]): Promise<void> {
  const answer = await fetch(`${url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-mlflow-experiment-id': '0' },
    body: JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: spans.map((span) => ({ traceId, ...span })) }] }] }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

test('a person finds a trace, sees where its time went and what broke, by keyboard too', async ({ page, project }) => {
  await page.goto(`${project.url}/traces`);
  await expect(page.getByText(`mlflow.set_tracking_uri("${project.url}")`)).toBeVisible();
  await sendTrace(project.url, 'a'.repeat(32), [
    {
      spanId: '1'.repeat(16),
      name: 'answer',
      startTimeUnixNano: '1700000000000000000',
      endTimeUnixNano: '1700000002000000000',
      status: { code: 2, message: 'the search broke' },
      attributes: [text('mlflow.spanInputs', { question: 'Why <b>late</b>?' }), text('mlflow.spanType', 'CHAIN')],
    },
    {
      spanId: '2'.repeat(16),
      parentSpanId: '1'.repeat(16),
      name: 'search',
      startTimeUnixNano: '1700000000500000000',
      endTimeUnixNano: '1700000001500000000',
      status: { code: 2 },
      attributes: [text('mlflow.spanInputs', { top_k: 4 }), text('mlflow.spanOutputs', 'nothing found')],
    },
  ]);
  const table = page.getByRole('table', { name: 'Traces' });
  const row = table.getByRole('row', { name: /answer/ });
  await expect(row).toContainText('Why <b>late</b>?');
  await page.getByRole('checkbox', { name: 'Failed' }).check();
  await expect(row).toContainText('2.0 s');
  await row.getByRole('link', { name: 'answer' }).click();

  const tree = page.getByRole('tree', { name: 'Spans' });
  await expect(tree.getByRole('treeitem')).toHaveCount(2);
  await expect(page.getByText('the search broke')).toBeVisible();
  await tree.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('region', { name: 'search', exact: true })).toContainText('nothing found');
  await expect(page).toHaveURL(/span=2{16}/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem')).toHaveCount(1);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target).join(' ')}`)).toEqual([]);
});
