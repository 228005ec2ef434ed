import { expect, test } from 'vitest';
import { POST as CREATE_EXPERIMENT } from '#app/api/2.0/mlflow/experiments/create/route.ts';
import { POST as DELETE_EXPERIMENT } from '#app/api/2.0/mlflow/experiments/delete/route.ts';
import { GET as GET_EXPERIMENT } from '#app/api/2.0/mlflow/experiments/get/route.ts';
import { POST as CREATE_RUN } from '#app/api/2.0/mlflow/runs/create/route.ts';
import { mlflowCaller } from '#lib/http/testing/mlflow-caller.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { DELETE, GET as GET_ONE, PATCH } from './[workspace_name]/route.ts';
import { GET as LIST, POST } from './route.ts';

const t = await testDatabase();
await t.newCtx('default');
const call = mlflowCaller('default');
const one = (workspace_name: string) => ({ workspace_name });

test('a workspace is a project, made, listed, described and deleted while it holds nothing', async () => {
  expect(await call.post(POST, { name: 'team-a', description: 'Team A' })).toEqual({
    status: 201,
    body: { workspace: { name: 'team-a', description: 'Team A' } },
  });
  expect(await t.db.project.findUnique({ where: { slug: 'team-a' } })).toMatchObject({ name: 'Team A' });
  expect(await call.post(POST, { name: 'team-a' })).toMatchObject({
    status: 400,
    body: { error_code: 'RESOURCE_ALREADY_EXISTS' },
  });
  expect((await call.get(LIST)).body.workspaces).toEqual([
    { name: 'default' },
    { name: 'team-a', description: 'Team A' },
  ]);
  expect((await call.patch(PATCH, { description: 'Others' }, one('team-a'))).body).toEqual({
    workspace: { name: 'team-a', description: 'Others' },
  });
  expect((await call.get(GET_ONE, {}, one('team-a'))).body.workspace.description).toBe('Others');
  // Its default experiment is there from the start, and is no content.
  const inside = mlflowCaller('team-a');
  expect((await inside.get(GET_EXPERIMENT, { experiment_id: '0' })).body.experiment.name).toBe('Default');
  expect(await call.delete(DELETE, {}, one('team-a'))).toEqual({ status: 204, body: undefined });
  for (const answer of [
    await call.get(GET_ONE, {}, one('team-a')),
    await call.delete(DELETE, {}, one('team-a')),
    await call.patch(PATCH, { description: 'x' }, one('team-a')),
    await inside.get(GET_EXPERIMENT, { experiment_id: '0' }),
  ]) {
    expect(answer).toMatchObject({ status: 404, body: { error_code: 'RESOURCE_DOES_NOT_EXIST' } });
  }
  expect((await call.post(POST, { name: 'team-a' })).status).toBe(201);
});

test('a project with content is not deleted, and what it holds is said', async () => {
  await call.post(POST, { name: 'full' });
  const inside = mlflowCaller('full');
  const { experiment_id } = (await inside.post(CREATE_EXPERIMENT, { name: 'e' })).body;
  const refused = (what: string) => ({
    status: 409,
    body: { error_code: 'RESOURCE_CONFLICT', message: expect.stringContaining(`still holds ${what};`) },
  });
  expect(await call.delete(DELETE, {}, one('full'))).toMatchObject(refused('experiments'));
  await inside.post(CREATE_RUN, { experiment_id });
  await inside.post(DELETE_EXPERIMENT, { experiment_id });
  expect(await call.delete(DELETE, {}, one('full'))).toMatchObject(refused('runs, experiments'));
  expect((await inside.get(GET_EXPERIMENT, { experiment_id })).body.experiment.lifecycle_stage).toBe('deleted');
});

test('the default workspace is always there', async () => {
  expect((await call.get(GET_ONE, {}, one('default'))).body).toEqual({ workspace: { name: 'default' } });
  expect((await call.delete(DELETE, {}, one('default'))).status).toBe(409);
  expect((await call.post(POST, { name: 'default' })).status).toBe(400);
});

test.each([
  [{}, /Missing value for required parameter 'name'/],
  [{ name: 'Team_A' }, /for parameter 'name' supplied: must have 1 to 63 lower-case letters/],
  [{ name: 'api' }, /is a reserved word/],
  [{ name: 'ok', default_artifact_root: 's3://bucket' }, /Invalid value for 'default_artifact_root'/],
  [{ name: 'ok', trace_archival_config: { retention: '30d' } }, /Invalid value for 'trace_archival_config'/],
  [{ name: 'ok', description: 'x'.repeat(201) }, /must have at most 200 characters/],
])('%j is no workspace', async (fields, message) => {
  expect(await call.post(POST, fields)).toMatchObject({
    status: 400,
    body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringMatching(message) },
  });
  expect(await t.db.project.findUnique({ where: { slug: 'ok' } })).toBeNull();
});
