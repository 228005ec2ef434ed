import { expect, test } from 'vitest';
import { apiCommands, mlflowCommands } from './way-commands.ts';

const base = 'http://127.0.0.1:3000/p/flights';

test('commands name the real host and project', () => {
  expect(mlflowCommands({ base, withToken: false })).toContain(`MLFLOW_TRACKING_URI=${base}\n`);
  expect(apiCommands({ base, withToken: false })).toContain(`curl ${base}/api/v1/runs `);
});

test('a token is asked for only where the server has one', () => {
  expect(mlflowCommands({ base, withToken: true })).toContain('YOUR_TOKEN');
  expect(apiCommands({ base, withToken: true })).toContain('Bearer YOUR_TOKEN');
  expect(mlflowCommands({ base, withToken: false }) + apiCommands({ base, withToken: false })).not.toContain('TOKEN=');
});

test('the body of the request is JSON', () => {
  const body = /-d '(.*)'/.exec(apiCommands({ base, withToken: true }))?.[1] ?? '';
  expect(JSON.parse(body)).toEqual({ name: 'first-run', params: { lr: '0.003' } });
});
