import { describe, expect, test } from 'vitest';
import { canonicalDigest } from '#lib/recipes/canonical-json.ts';
import type { RecipeDocument } from '#lib/recipes/schema.ts';
import { compareRuns, type RunFacts } from './compare-runs.ts';
import { compareSeries } from './compare-series.ts';

const hex = (digit: string) => digit.repeat(64);

const document: RecipeDocument = {
  schema: 1,
  kind: 'train',
  code: { type: 'builtin', name: 'train', version: hex('c') },
  parameters: { epochs: 2, optimizer: { kind: 'adam', learningRate: 0.01 } },
  inputs: [{ role: 'dataset', type: 'dataset', digest: hex('d') }],
  environment: { backend: 'tfjs-wasm', threads: 1, variables: { TZ: 'UTC' } },
  seed: 1,
  plan: null,
};

interface Given {
  recipe?: Partial<RecipeDocument> | null;
  environment?: Record<string, unknown> | null;
  inputs?: RunFacts['inputs'];
  outputs?: RunFacts['outputs'];
  loss?: number[];
}

function facts({ recipe = {}, loss = [0.7, 0.5], ...rest }: Given = {}): RunFacts {
  const whole = { ...document, ...recipe };
  const points = loss.map((value, step) => ({ step, value }));
  return {
    recipe: recipe && { digest: canonicalDigest(whole), document: whole },
    environment: { node: '24.21.0', backend: 'tfjs-wasm', wasm_simd: true },
    inputs: [{ role: 'dataset', digest: hex('d'), before: hex('d'), after: hex('d') }],
    outputs: [
      { name: 'model/model.json', digest: hex('1') },
      { name: 'model/weights.bin', digest: hex('2') },
    ],
    metrics: [
      { key: 'eval/auc', digest: hex('e') },
      { key: 'train/loss', digest: canonicalDigest(points.map(String)) + loss.join(), points },
    ],
    ...rest,
  };
}

const otherWeights = [
  { name: 'model/model.json', digest: hex('1') },
  { name: 'model/weights.bin', digest: hex('3') },
];

describe('compareRuns', () => {
  test('equal outputs and metrics are bit-identical', () => {
    expect(compareRuns(facts(), facts())).toEqual({
      verdict: 'bit-identical',
      summary: 'bit-identical: 2 of 2 outputs and 2 of 2 metrics have equal bits',
      first: null,
      differences: [],
      outputs: { equal: 2, compared: 2 },
      metrics: { equal: 2, compared: 2, largestRelative: 0 },
      tolerance: 1e-6,
    });
  });

  test('other bytes with equal metrics name the first output', () => {
    expect(compareRuns(facts(), facts({ outputs: otherWeights }))).toMatchObject({
      verdict: 'same-metrics',
      summary: expect.stringMatching(
        /^same metrics, different bytes: the output model\/weights\.bin was 222222222222… and then 333/,
      ),
      first: { category: 'output', name: 'model/weights.bin', a: hex('2'), b: hex('3') },
      outputs: { equal: 1, compared: 2 },
    });
  });

  test('metrics that differ a little are within tolerance, and name where they begin to', () => {
    const verdict = compareRuns(facts(), facts({ outputs: otherWeights, loss: [0.7, 0.5 + 1e-9] }));
    expect(verdict).toMatchObject({
      verdict: 'within-tolerance',
      first: { category: 'metric', name: 'train/loss', step: 1 },
    });
    expect(verdict.metrics.largestRelative).toBeCloseTo(2e-9, 12);
    expect(compareRuns(facts(), facts({ loss: [0.7, 0.5 + 1e-9] }), { tolerance: 1e-10 }).verdict).toBe('different');
  });

  test('metrics that differ name the first step', () => {
    expect(compareRuns(facts(), facts({ outputs: otherWeights, loss: [0.6, 0.4] }))).toMatchObject({
      verdict: 'different',
      first: { category: 'metric', name: 'train/loss', step: 0, a: '0.7', b: '0.6' },
    });
  });

  test('a run that stopped earlier is different at its end', () => {
    expect(compareRuns(facts(), facts({ loss: [0.7] }))).toMatchObject({
      verdict: 'different',
      first: { category: 'metric', step: 1, a: '0.5', b: null },
      metrics: { largestRelative: null },
    });
  });

  test('NaN is equal to NaN and to nothing else', () => {
    expect(compareRuns(facts({ loss: [Number.NaN] }), facts({ loss: [Number.NaN] })).verdict).toBe('bit-identical');
    expect(compareRuns(facts({ loss: [Number.NaN] }), facts({ loss: [1] }))).toMatchObject({
      verdict: 'different',
      first: { a: 'NaN', b: '1' },
    });
  });

  test('another seed is the cause that is named', () => {
    const other = facts({ recipe: { seed: 2 }, outputs: otherWeights, loss: [0.6, 0.4] });
    expect(compareRuns(facts(), other)).toMatchObject({
      verdict: 'different',
      summary: 'different: the seed was 1 and then 2',
      first: { category: 'seed', name: 'seed', a: '1', b: '2' },
    });
  });

  test('another parameter is named with its path', () => {
    const parameters = { epochs: 2, optimizer: { kind: 'adam', learningRate: 0.02 } };
    expect(compareRuns(facts(), facts({ recipe: { parameters }, loss: [0.6] }))).toMatchObject({
      verdict: 'different',
      first: { category: 'parameter', name: 'optimizer.learningRate', a: '0.01', b: '0.02' },
    });
  });

  test('another input is the cause, before parameters', () => {
    const inputs = [{ role: 'dataset', digest: hex('f'), before: hex('f'), after: hex('f') }];
    expect(compareRuns(facts(), facts({ inputs, recipe: { seed: 2 }, loss: [0.6] }))).toMatchObject({
      verdict: 'different',
      first: { category: 'input', name: 'dataset', a: hex('d'), b: hex('f') },
    });
  });

  test('an input that changed while it was read is different, whatever came out', () => {
    for (const taken of [
      { before: hex('f'), after: null },
      { before: hex('d'), after: hex('f') },
    ]) {
      const inputs = [{ role: 'dataset', digest: hex('d'), ...taken }];
      const first = { category: 'input', name: 'dataset', a: hex('d'), b: hex('f') };
      expect(compareRuns(facts(), facts({ inputs }))).toMatchObject({ verdict: 'different', first });
      expect(compareRuns(facts({ inputs }), facts())).toMatchObject({ verdict: 'different', first });
    }
  });

  test('another backend makes runs not comparable, by what was asked or by what was found', () => {
    const asked = facts({
      recipe: { environment: { ...document.environment, backend: 'tfjs-node' } },
      environment: { node: '24.21.0', backend: 'tfjs-node', wasm_simd: null },
      outputs: otherWeights,
    });
    expect(compareRuns(facts(), asked)).toMatchObject({
      verdict: 'not-comparable',
      summary: 'not comparable: the environment differs in backend: tfjs-wasm and then tfjs-node',
      first: { category: 'environment', name: 'backend', a: 'tfjs-wasm', b: 'tfjs-node' },
    });
    const found = facts({ environment: { node: '24.21.0', backend: 'tfjs-node', arch: 'x' }, outputs: otherWeights });
    expect(compareRuns(facts(), found).first).toMatchObject({ name: 'backend' });
  });

  test('other code makes runs not comparable', () => {
    const code = { type: 'builtin' as const, name: 'train', version: hex('9') };
    expect(compareRuns(facts(), facts({ recipe: { code }, loss: [0.1] }))).toMatchObject({
      verdict: 'not-comparable',
      first: { category: 'code', name: 'version' },
    });
  });

  test('equal bits stay bit-identical in another environment, which is said', () => {
    const environment = { node: '26.0.0', backend: 'tfjs-wasm', wasm_simd: true };
    expect(compareRuns(facts(), facts({ environment }))).toMatchObject({
      verdict: 'bit-identical',
      summary: expect.stringContaining('although the environment differs in node: 24.21.0 and then 26.0.0'),
      first: { category: 'environment', name: 'node' },
    });
  });

  test('runs without a sealed recipe, or with nothing that must repeat, cannot be compared', () => {
    expect(compareRuns(facts(), facts({ recipe: null }))).toMatchObject({ verdict: 'not-comparable' });
    const empty = { ...facts({ outputs: [] }), metrics: [] };
    expect(compareRuns(empty, empty)).toMatchObject({ verdict: 'not-comparable', first: null });
  });

  test('an output that one of them lacks is different', () => {
    const outputs = [{ name: 'model/model.json', digest: hex('1') }];
    expect(compareRuns(facts(), facts({ outputs }))).toMatchObject({
      verdict: 'same-metrics',
      first: { category: 'output', name: 'model/weights.bin', a: hex('2'), b: null },
    });
  });
});

describe('compareSeries', () => {
  test('tells zero from minus zero, within every tolerance', () => {
    expect(compareSeries([{ step: 0, value: 0 }], [{ step: 0, value: -0 }])).toEqual({
      step: 0,
      a: 0,
      b: -0,
      largestRelative: 0,
    });
  });

  test('names the first step that only one of them has', () => {
    const a = [1, 2, 4].map((step) => ({ step, value: step }));
    const b = [1, 3, 4].map((step) => ({ step, value: step }));
    expect(compareSeries(a, b)).toEqual({ step: 2, a: 2, b: null, largestRelative: null });
    expect(compareSeries(b, a)).toEqual({ step: 2, a: null, b: 2, largestRelative: null });
    expect(compareSeries(a, a)).toBeNull();
  });
});
