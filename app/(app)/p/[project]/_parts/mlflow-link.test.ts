import { expect, test } from 'vitest';
import { pageOfMlflowLink } from './mlflow-link.ts';

const run = 'a'.repeat(32);

test.each([
  [`#/experiments/0/runs/${run}`, `/runs/${run}`],
  [`#/experiments/12/runs/${run}/artifacts/model`, `/runs/${run}`],
  [`#/experiments/12/runs/${run}?workspace=x`, `/runs/${run}`],
  ['#/experiments/12', '/experiments/12'],
  ['#/experiments/0', '/experiments/default'],
  ['#/experiments', '/experiments'],
  ['#/models/late%20flights/versions/3', '/models/late%20flights/3'],
  ['#/models/flights', '/models/flights'],
  ['#/models', '/models'],
  ['#/experiments/0/runs/../../x', '/experiments/default'],
  ['', undefined],
  ['#section', undefined],
])('%s means %s', (hash, page) => {
  expect(pageOfMlflowLink(hash)).toBe(page);
});
