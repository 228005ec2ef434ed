import { expect, test } from 'vitest';
import { onnxBytes } from '#lib/testing/onnx-bytes.ts';
import type { ModelSignature } from '../schema.ts';
import { graphColumns, graphSignature } from './graph-columns.ts';
import { readGraph } from './read-graph.ts';

type Input = Parameters<typeof onnxBytes>[0]['inputs'][number];

function graphOf(...inputs: Input[]) {
  const outputs = [{ name: 'y', type: 'float32' as const, shape: ['N', 1] }];
  return readGraph(onnxBytes({ inputs, outputs, nodes: [] }));
}

function signature(...inputs: [string, string, boolean?][]): ModelSignature {
  return {
    inputs: inputs.map(([name, type, nullable]) => ({ name, type, ...(nullable ? { nullable } : {}) })),
    outputs: [],
  };
}

const columnsOf = (given: ReturnType<typeof graphOf>, beside: ModelSignature | null = null) =>
  graphColumns(given.inputs, beside).map(({ name, columns }) => [name, columns]);

test('reads what goes in and what comes out of a graph', () => {
  expect(graphOf({ name: 'a', type: 'string', shape: ['N', 1] }, { name: 'b', type: 'int64', shape: [1] })).toEqual({
    inputs: [
      { name: 'a', type: 'string', shape: ['N', 1] },
      { name: 'b', type: 'int64', shape: [1] },
    ],
    outputs: [{ name: 'y', type: 'float32', shape: ['N', 1] }],
  });
  const whole = onnxBytes({
    inputs: [{ name: 'a', type: 'float32', shape: ['N', 1] }],
    outputs: [{ name: 'y', type: 'float32', shape: ['N', 1] }],
    nodes: [],
    weights: [{ name: 'w', dims: [4], values: new Float32Array(4) }],
  });
  for (const bytes of [Buffer.alloc(0), Buffer.from('no model'), whole.subarray(0, whole.length - 30)])
    expect(() => readGraph(bytes)).toThrow();
});

test('inputs of one column are called as they are; a matrix takes what the signature names, or numbered columns', () => {
  const two = graphOf({ name: 'a', type: 'float32', shape: ['N', 1] }, { name: 'b', type: 'int64', shape: ['N'] });
  expect(columnsOf(two)).toEqual([
    ['a', ['a']],
    ['b', ['b']],
  ]);
  const matrix = graphOf({ name: 'X', type: 'float32', shape: ['N', 2] });
  expect(columnsOf(matrix)).toEqual([['X', ['X_0', 'X_1']]]);
  expect(columnsOf(matrix, signature(['age', 'double'], ['height', 'double']))).toEqual([['X', ['age', 'height']]]);
  // A tensor that MLflow was told of has one name for all its columns.
  expect(columnsOf(matrix, signature(['input_0', 'float32']))).toEqual([['X', ['X_0', 'X_1']]]);
  const open = graphOf({ name: 'X', type: 'float32', shape: ['N', 'K'] });
  expect(columnsOf(open, signature(['age', 'double']))).toEqual([['X', ['age']]]);
  expect(() => columnsOf(open)).toThrow('how many columns its input X takes is open, and no signature names them');
  expect(() => columnsOf(matrix, signature(['a', 'double'], ['b', 'double'], ['c', 'double']))).toThrow(
    'its input X takes 2 columns, its signature names 3',
  );
  const image = graphOf({ name: 'image', type: 'float32', shape: ['N', 28, 28] });
  expect(() => columnsOf(image)).toThrow('its input image has 3 dimensions; rows of columns have one or two');
});

test('a signature keeps the types that the graph can take, and is the same when it is asked again', () => {
  const graph = graphOf(
    { name: 'distance', type: 'float32', shape: ['N', 1] },
    { name: 'origin', type: 'string', shape: ['N', 1] },
    { name: 'code', type: 'float32', shape: ['N', 1] },
  );
  const made = graphSignature(graph, signature(['distance', 'double', true], ['origin', 'string'], ['code', 'string']));
  expect(made).toEqual({
    inputs: [
      { name: 'distance', type: 'double', nullable: true },
      { name: 'origin', type: 'string' },
      { name: 'code', type: 'float32' },
    ],
    outputs: [{ name: 'y', type: 'float32' }],
  });
  expect(graphSignature(graph, made)).toEqual(made);
});
