import { describe, expect, test } from 'vitest';
import { MlflowError } from './error-code.ts';
import { readLogBatch, readLogMetric } from './log-batch.ts';

const point = (more: object = {}) => ({ key: 'loss', value: 1, timestamp: 5, ...more });

/** The message with which a request is refused. */
function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof MlflowError && error.errorCode === 'INVALID_PARAMETER_VALUE') return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}

function columns(metrics: object[]) {
  const { points } = readLogBatch({ run_id: 'r', metrics });
  return Array.from({ length: points.size }, (_, index) => [
    points.keys[points.keyOf[index] ?? 0],
    points.step[index],
    points.at[index],
    points.value[index],
  ]);
}

describe('readLogBatch', () => {
  test('takes numbers as protobuf writes them', () => {
    expect(
      columns([
        point({ step: 3 }),
        point({ key: 'other', value: 'NaN', timestamp: '1700000000000', step: '-7' }),
        point({ value: true, step: null }),
        point({ value: '-Infinity', model_id: '', dataset_name: null }),
        point({ value: '2.5e3', timestamp: Number.MAX_SAFE_INTEGER, step: Number.MIN_SAFE_INTEGER, unknown: {} }),
      ]),
    ).toEqual([
      ['loss', 3, 5, 1],
      ['other', -7, 1_700_000_000_000, Number.NaN],
      ['loss', 0, 5, 1],
      ['loss', 0, 5, Number.NEGATIVE_INFINITY],
      ['loss', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 2_500],
    ]);
  });

  test('takes either name of the run, and lists that are missing or null', () => {
    expect(readLogBatch({ run_uuid: 'r', metrics: null }).runId).toBe('r');
    expect(readLogBatch({ run_id: '', run_uuid: 'r' })).toMatchObject({ runId: 'r', params: {}, tags: {} });
  });

  test('takes 1,000 things, and one more is too many of any kind', () => {
    const many = (count: number, make: (index: number) => object) => Array.from({ length: count }, (_, i) => make(i));
    const pair = (index: number) => ({ key: `k${index}`, value: 'v' });
    const full = { run_id: 'r', metrics: many(800, () => point()), params: many(100, pair), tags: many(100, pair) };
    expect(readLogBatch(full).points.size).toBe(800);
    expect(readLogBatch({ run_id: 'r', metrics: many(1_000, () => point()) }).points.size).toBe(1_000);
    expect(refusal(() => readLogBatch({ run_id: 'r', metrics: many(1_001, () => point()) }))).toBe(
      'A batch logging request can contain at most 1000 metrics. Got 1001 metrics. ' +
        'Please split up metrics across multiple requests and try again.',
    );
    expect(refusal(() => readLogBatch({ run_id: 'r', params: many(101, pair) }))).toContain('at most 100 params');
    expect(refusal(() => readLogBatch({ run_id: 'r', tags: many(101, pair) }))).toContain('at most 100 tags');
    expect(refusal(() => readLogBatch({ ...full, metrics: many(801, () => point()) }))).toContain(
      'at most 1000 metrics, params, and tags',
    );
  });

  test.each<[string, object]>([
    ["Missing value for required parameter 'run_id'", { run_id: null }],
    ["Invalid value 31 for parameter 'run_id' supplied", { run_id: 31 }],
    ['Invalid value "foo" for parameter \'metrics\' supplied', { metrics: 'foo' }],
    ["Invalid value {} for parameter 'tags' supplied", { tags: {} }],
    ["Invalid value 7 for parameter 'metrics[1]' supplied", { metrics: [point(), 7] }],
    ["Invalid value null for parameter 'params[0]' supplied", { params: [null] }],
    ["Missing value for required parameter 'metrics[1].key'", { metrics: [point(), { value: 1, timestamp: 1 }] }],
    ["Missing value for required parameter 'metrics[0].key'", { metrics: [point({ key: '' })] }],
    ["Invalid value 31 for parameter 'metrics[0].key'", { metrics: [point({ key: 31 })] }],
    ["Missing value for required parameter 'metrics[0].value'", { metrics: [point({ value: null })] }],
    ['Invalid value "x" for parameter \'metrics[0].value\'', { metrics: [point({ value: 'x' })] }],
    ["Invalid value {} for parameter 'metrics[0].value'", { metrics: [point({ value: {} })] }],
    [
      "Missing value for required parameter 'metrics[2].timestamp'",
      { metrics: [point(), point(), { key: 'a', value: 1 }] },
    ],
    ["Invalid value -1 for parameter 'metrics[0].timestamp'", { metrics: [point({ timestamp: -1 })] }],
    ["Invalid value 1.5 for parameter 'metrics[0].timestamp'", { metrics: [point({ timestamp: 1.5 })] }],
    ["for parameter 'metrics[0].timestamp'", { metrics: [point({ timestamp: 2 ** 53 })] }],
    ["for parameter 'metrics[0].timestamp'", { metrics: [point({ timestamp: '9007199254740993' })] }],
    ["Invalid value true for parameter 'metrics[0].timestamp'", { metrics: [point({ timestamp: true })] }],
    ['Invalid value "foo" for parameter \'metrics[0].step\'', { metrics: [point({ step: 'foo' })] }],
    ["for parameter 'metrics[0].step'", { metrics: [point({ step: -(2 ** 53) })] }],
    ["Invalid value 5 for parameter 'metrics[0].model_id'", { metrics: [point({ model_id: 5 })] }],
    ['Both dataset_name and dataset_digest must be provided', { metrics: [point({ dataset_name: 'd' })] }],
    ["Invalid value 5 for parameter 'params[0].value'", { params: [{ key: 'a', value: 5 }] }],
    ["Missing value for required parameter 'tags[0].key'", { tags: [{ value: 'x' }] }],
    ['Duplicate parameter keys have been submitted: ["a"]', { params: [{ key: 'a' }, { key: 'a' }] }],
  ])('refuses with: %s', (message, fields) => {
    expect(refusal(() => readLogBatch({ run_id: 'r', ...fields }))).toContain(message);
  });

  test.each(['..', '../a', 'a/../b', '/a', 'a//b', './a', 'a/', 'a\tb', 'a;b', 'a\n', 'k'.repeat(251), '🎿'])(
    'refuses the key %j, of whatever it is',
    (key) => {
      expect(refusal(() => readLogBatch({ run_id: 'r', metrics: [point({ key })] }))).toContain("'metrics[0].key'");
      expect(refusal(() => readLogBatch({ run_id: 'r', params: [{ key }] }))).toContain("'params[0].key'");
      expect(refusal(() => readLogBatch({ run_id: 'r', tags: [{ key }] }))).toContain("'tags[0].key'");
    },
  );

  test.each(['a b', 'a/b.c-d_e', 'a:b', '学習率', 'système', '__proto__', 'k'.repeat(250), '𐐀'.repeat(250)])(
    'takes the key %j',
    (key) => {
      const read = readLogBatch({
        run_id: 'r',
        metrics: [point({ key })],
        params: [{ key, value: 'p' }],
        tags: [{ key }],
      });
      expect(read.points.keys).toEqual([key]);
      expect([Object.entries(read.params), Object.entries(read.tags)]).toEqual([[[key, 'p']], [[key, '']]]);
    },
  );

  test('cuts long values by characters, none in two; the last of a repeated tag stands', () => {
    const { params, tags } = readLogBatch({
      run_id: 'r',
      params: [{ key: 'p', value: '🎿'.repeat(6_001) }],
      tags: [
        { key: 't', value: 'first' },
        { key: 't', value: 'x'.repeat(8_001) },
      ],
    });
    expect(params).toEqual({ p: '🎿'.repeat(6_000) });
    expect(tags).toEqual({ t: 'x'.repeat(8_000) });
  });

  test('keeps what was measured of a model apart, too', () => {
    const metrics = [
      point({ model_id: 'm-1', dataset_name: 'val', dataset_digest: 'd1', step: 2 }),
      point({ dataset_name: 'val', dataset_digest: 'd1' }),
    ];
    const read = readLogBatch({ run_id: 'r', metrics });
    expect(read.points.size).toBe(2);
    expect(read.modelPoints).toEqual([
      { modelId: 'm-1', key: 'loss', value: 1, step: 2, at: 5, datasetName: 'val', datasetDigest: 'd1' },
    ]);
  });
});

describe('readLogMetric', () => {
  test('reads the one point beside the run', () => {
    const { runId, points } = readLogMetric({ run_uuid: 'old', run_id: 'r', key: 'a', value: '0', timestamp: 0 });
    expect([runId, points.keys, points.value[0], points.at[0], points.step[0]]).toEqual(['r', ['a'], 0, 0, 0]);
  });

  test.each<[string, object]>([
    ["Missing value for required parameter 'run_id'", { run_id: undefined }],
    ["Missing value for required parameter 'key'", { key: null }],
    ["Invalid value 31 for parameter 'key' supplied", { key: 31 }],
    ["Missing value for required parameter 'value'", { value: undefined }],
    ["Missing value for required parameter 'timestamp'", { timestamp: undefined }],
    ['Invalid value "foo" for parameter \'step\' supplied', { step: 'foo' }],
  ])('refuses with: %s', (message, fields) => {
    expect(refusal(() => readLogMetric({ run_id: 'r', ...point(), ...fields }))).toContain(message);
  });
});
