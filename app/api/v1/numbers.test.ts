import { expect, test } from 'vitest';
import { GET as ACTIVITY } from '#app/api/v1/experiments/activity/route.ts';
import { GET as LINES } from '#app/api/v1/runs/[run]/logs/lines/route.ts';
import { GET as SEARCH } from '#app/api/v1/runs/[run]/logs/search/route.ts';
import { GET as TRACES } from '#app/api/v1/traces/route.ts';
import type { Route } from '#lib/http/define-route.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { testDatabase } from '#lib/testing/test-database.ts';

const t = await testDatabase();

test('a number that no row can have is refused by name, and no error of ours', async () => {
  const ctx = await t.newCtx();
  const { runId: run } = await createRun({ ctx, input: {} });
  const headers = { host: 'localhost:3000', 'x-traza-project': ctx.project.slug };
  for (const [route, params, query, path] of [
    [LINES, { run }, 'attempt=2147483648', 'attempt'],
    [SEARCH, { run }, 'text=a&attempt=2147483648', 'attempt'],
    [TRACES, {}, 'experimentId=2147483648', 'experimentId'],
    [ACTIVITY, {}, 'experiment=1&experiment=2147483648', 'experiment.1'],
  ] as [Route, Record<string, string>, string, string][]) {
    const request = new Request(`http://localhost:3000/x?${query}`, { headers });
    const answer = await route(request, { params: Promise.resolve(params) });
    expect(await answer.json(), query).toMatchObject({ status: 400, fields: [{ path }] });
  }
});
