import { expect, test } from 'vitest';
import { parsePyfunc } from './parse-pyfunc.ts';

function description(inputs: unknown, flavor = 'python_function:\n    python_version: 3.11.7'): string {
  const signature = inputs === undefined ? '' : `signature:\n  inputs: '${JSON.stringify(inputs)}'\n`;
  return `flavors:\n  ${flavor}\nmlflow_version: 3.17.2\n${signature}`;
}

test('reads what runs a Python model: its Python, its MLflow, its columns', () => {
  const inputs = [
    { type: 'double', name: 'distance', required: true },
    { type: 'string', name: 'origin', required: false },
  ];
  expect(parsePyfunc(description(inputs))).toEqual({
    minor: '3.11',
    mlflow: '3.17.2',
    inputs: [
      { name: 'distance', type: 'double', elements: 'float64', nullable: false },
      { name: 'origin', type: 'string', elements: 'string', nullable: true },
    ],
  });
});

test.each([
  ['no signature', description(undefined), 'its MLmodel file does not say signature'],
  ['no Python', description([], 'crate:\n    version: 1'), 'does not say flavors.python_function'],
  [
    'a tensor',
    description([{ type: 'tensor', 'tensor-spec': { dtype: 'float64', shape: [-1, 2] } }]),
    'does not name columns',
  ],
  ['a time', description([{ type: 'datetime', name: 'at' }]), 'its input "at" is datetime'],
  ['no YAML', 'flavors: [', 'its MLmodel file cannot be read'],
  [
    'columns that are no JSON',
    `${description(undefined)}signature:\n  inputs: '['\n`,
    'its MLmodel file cannot be read',
  ],
])('says what keeps a model from being run: %s', (_, text, why) => {
  expect(() => parsePyfunc(text)).toThrow(why);
});
