import { expect, test } from 'vitest';
import { POST as CREATE_EXPERIMENT } from '#app/api/2.0/mlflow/experiments/create/route.ts';
import { GET as GET_EXPERIMENT } from '#app/api/2.0/mlflow/experiments/get/route.ts';
import { GET as GET_BY_NAME } from '#app/api/2.0/mlflow/experiments/get-by-name/route.ts';
import { POST as CREATE_RUN } from '#app/api/2.0/mlflow/runs/create/route.ts';
import { GET as GET_RUN } from '#app/api/2.0/mlflow/runs/get/route.ts';
import { POST as UPDATE_RUN } from '#app/api/2.0/mlflow/runs/update/route.ts';
import { mlflowCaller } from '#lib/http/testing/mlflow-caller.ts';
import { testDatabase } from '#lib/testing/test-database.ts';

const t = await testDatabase();

test('an experiment is made once and read back by id and by name', async () => {
  const { project } = await t.newCtx();
  const { get, post } = mlflowCaller(project.slug);
  const made = await post(CREATE_EXPERIMENT, { name: ' odd  name ', tags: [{ key: 'a', value: 'b' }, { key: 'c' }] });
  expect(made.status).toBe(200);
  const id = made.body.experiment_id;
  expect(id).toMatch(/^\d+$/);
  const experiment = {
    experiment_id: id,
    name: ' odd  name ',
    lifecycle_stage: 'active',
    artifact_location: `mlflow-artifacts:/${id}`,
    tags: [
      { key: 'a', value: 'b' },
      { key: 'c', value: '' },
    ],
  };
  expect((await get(GET_EXPERIMENT, { experiment_id: id })).body).toMatchObject({ experiment });
  expect((await get(GET_BY_NAME, { experiment_name: ' odd  name ' })).body).toMatchObject({ experiment });
  expect(await get(GET_BY_NAME, { experiment_name: 'none' })).toEqual({
    status: 404,
    body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: "Could not find experiment with name 'none'" },
  });
});

test('a run begins, ends, is renamed and runs again', async () => {
  const { project } = await t.newCtx();
  const { get, post } = mlflowCaller(project.slug);
  const created = await post(CREATE_RUN, { experiment_id: '0', start_time: 0, user_id: 'ada', run_name: 'first' });
  expect(created).toMatchObject({
    status: 200,
    body: {
      run: {
        info: { run_name: 'first', experiment_id: '0', user_id: 'ada', status: 'RUNNING', start_time: 0 },
        data: { tags: [{ key: 'mlflow.runName', value: 'first' }] },
        inputs: {},
        outputs: {},
      },
    },
  });
  const { run_id } = created.body.run.info;
  expect((await get(GET_RUN, { run_id })).body).toEqual(created.body);
  const ended = await post(UPDATE_RUN, { run_id, status: 'FINISHED', end_time: 5_000_000_000_000, run_name: 'second' });
  expect(ended.body.run_info).toMatchObject({ status: 'FINISHED', end_time: 5_000_000_000_000, run_name: 'second' });
  const again = await post(UPDATE_RUN, { run_uuid: run_id, status: 'RUNNING', end_time: '5000000000000' });
  expect(again.body.run_info).toMatchObject({ status: 'RUNNING', run_name: 'second' });
  expect(again.body.run_info).not.toHaveProperty('end_time');
  expect((await get(GET_RUN, { run_id })).body.run.data.tags).toEqual([{ key: 'mlflow.runName', value: 'second' }]);
});
