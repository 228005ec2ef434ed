import { describe, expect, test } from 'vitest';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { createAssessment } from '#lib/traces/create-assessment.ts';
import { deleteTraceTag } from '#lib/traces/delete-trace-tag.ts';
import { linkPrompts } from '#lib/traces/link-prompts.ts';
import { logSpans } from '#lib/traces/log-spans.ts';
import type { OtlpSpan } from '#lib/traces/otlp/read-spans.ts';
import { setTraceTag } from '#lib/traces/set-trace-tag.ts';
import { startTrace } from '#lib/traces/start-trace.ts';
import { POST as SEARCH } from './search/route.ts';

const t = await testDatabase();
const ctx = await t.newCtx();
const elsewhere = await t.newCtx();
const { id: experimentId } = await createExperiment({ ctx, input: { name: 'traces' } });
const run = 'f'.repeat(32);

const idOf = (letter: string) => `tr-${letter.repeat(32)}`;

async function trace(
  letter: string,
  at: number,
  more: {
    state?: 'OK' | 'ERROR';
    durationMs?: number | null;
    tags?: Record<string, string>;
    metadata?: Record<string, string>;
  },
) {
  await startTrace({
    ctx,
    input: {
      id: idOf(letter),
      experimentId,
      state: 'OK',
      requestAt: at,
      durationMs: 10,
      clientRequestId: `c-${letter}`,
      requestPreview: null,
      responsePreview: null,
      metadata: {},
      tags: {},
      assessments: [],
      ...more,
    },
  });
}

function span(letter: string, more: Partial<OtlpSpan>): OtlpSpan {
  return {
    traceId: letter.repeat(32),
    spanId: letter.repeat(16),
    parentId: null,
    name: `span ${letter}`,
    startNs: 1n,
    endNs: 2n,
    status: 'OK',
    statusMessage: '',
    attributes: [],
    events: [],
    links: [],
    ...more,
  };
}

const assess = (letter: string, kind: 'feedback' | 'expectation', name: string, value: string) =>
  createAssessment({
    ctx,
    input: {
      traceId: idOf(letter),
      assessment: {
        name,
        kind,
        value,
        error: null,
        sourceType: 'HUMAN',
        sourceId: 'x',
        rationale: null,
        metadata: {},
        spanId: null,
        overrides: null,
        createdAt: new Date(),
        updatedAt: new Date(),
      },
    },
  });

await trace('a', 1_000, { tags: { 'mlflow.traceName': 'first', team: 'A_1' }, metadata: { 'mlflow.sourceRun': run } });
await trace('b', 2_000, { state: 'ERROR', durationMs: 500, tags: { 'mlflow.traceName': 'second', team: 'a%1' } });
await trace('c', 3_000, { durationMs: null, metadata: { who: 'ada' } });
await logSpans({
  ctx,
  input: {
    experimentId,
    spans: [
      span('a', {
        attributes: [
          { key: 'mlflow.spanType', value: { string_value: 'LLM' } },
          { key: 'model', value: { string_value: 'gpt' } },
          { key: 'n', value: { int_value: 7 } },
        ],
      }),
      span('b', { name: 'boom', status: 'ERROR', events: [{ name: 'exception', timeNs: '1', attributes: [] }] }),
    ],
  },
});
await assess('a', 'feedback', 'good', 'true');
await assess('b', 'feedback', 'good', '0.5');
await assess('c', 'feedback', 'good', '"yes"');
await assess('c', 'expectation', 'answer', '"42"');
await linkPrompts({ ctx, input: { id: idOf('b'), prompts: [{ name: 'p', version: '2' }] } });

async function search(fields: Record<string, unknown>, project = ctx.project.slug) {
  const response = await SEARCH(
    new Request('http://localhost:3000/api/3.0/mlflow/traces/search', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-traza-project': project },
      body: JSON.stringify({
        locations: [{ type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: String(experimentId) } }],
        ...fields,
      }),
    }),
    { params: Promise.resolve({}) },
  );
  const body = await response.json();
  const letters = (body.traces ?? []).map((one: { trace_id: string }) => one.trace_id[3]).join('');
  return { status: response.status, letters, body };
}

describe('a search of traces', () => {
  test.each([
    ['', 'cba'],
    ["status = 'OK'", 'ca'],
    ["trace.status != 'OK'", 'b'],
    ["attributes.status IN ('ERROR', 'OK')", 'cba'],
    ["status NOT IN ('ERROR')", 'ca'],
    ['timestamp_ms > 1000', 'cb'],
    ['timestamp >= 1000 AND timestamp < 3000', 'ba'],
    ['execution_time_ms = 500', 'b'],
    ['end_time_ms <= 1010', 'a'],
    [`request_id = '${idOf('b')}'`, 'b'],
    [`trace_id IN ('${idOf('b')}', '${idOf('c')}')`, 'cb'],
    ["client_request_id = 'c-c'", 'c'],
    ["name = 'first'", 'a'],
    ["name LIKE '%o%'", 'b'],
    ["name RLIKE '^f.*t$'", 'a'],
    [`run_id = '${run}'`, 'a'],
    ["prompt = 'p/2'", 'b'],
    ["prompt = 'p/1'", ''],
    ["tags.team = 'A_1'", 'a'],
    ["tags.team LIKE 'A_1'", 'a'],
    ["tags.team ILIKE 'a_1'", 'ba'],
    ["tags.team != 'A_1'", 'b'],
    ['tags.team IS NULL', 'c'],
    ['tags.team IS NOT NULL', 'ba'],
    ["metadata.who = 'ada'", 'c'],
    ["request_metadata.`who` = 'ada'", 'c'],
    ['metadata.who IS NULL', 'ba'],
    ["span.name = 'boom'", 'b'],
    ["span.type = 'LLM'", 'a'],
    ["span.status = 'ERROR'", 'b'],
    ["span.attributes.model = 'gpt'", 'a'],
    ["span.attributes.n = '7'", 'a'],
    ["span.attributes.model LIKE 'g%'", 'a'],
    ["span.content LIKE '%exception%'", 'b'],
    ["trace.text LIKE '%string_value%'", ''],
    ["text ILIKE '%GPT%'", 'a'],
    ["feedback.good = 'true'", 'a'],
    ["feedback.good = 'yes'", 'c'],
    ['feedback.good > 0.4', 'b'],
    ['feedback.good < 0.4', ''],
    ["expectation.answer = '42'", 'c'],
    ['expectation.answer IS NULL', 'ba'],
    ["status = 'OK' AND tags.team = 'A_1' AND span.type = 'LLM'", 'a'],
  ])('%s finds %j', async (filter, letters) => {
    const found = await search({ filter });
    expect({ letters: found.letters, message: found.body.message }).toEqual({ letters, message: undefined });
  });

  test.each([
    [['timestamp_ms ASC'], 'abc'],
    [['execution_time DESC'], 'bac'],
    [['execution_time ASC'], 'abc'],
    [['name DESC'], 'bac'],
    [['tags.team ASC'], 'abc'],
    [['status ASC', 'timestamp ASC'], 'bac'],
    [['request_id DESC'], 'cba'],
  ])('in the order %j comes as %s, page by page too', async (order_by, letters) => {
    expect((await search({ order_by })).letters).toBe(letters);
    let pages = '';
    let page_token: string | undefined;
    do {
      const page = await search({ order_by, max_results: 1, page_token });
      pages += page.letters;
      page_token = page.body.next_page_token;
    } while (page_token);
    expect(pages).toBe(letters);
  });

  test('takes no page of another query', async () => {
    const { body } = await search({ max_results: 1 });
    expect((await search({ max_results: 1, filter: "status = 'OK'", page_token: body.next_page_token })).status).toBe(
      400,
    );
    const foreign = await search({ page_token: 'eyJvZmZzZXQiOiAxfQ==' });
    expect(foreign).toMatchObject({ status: 400, body: { message: expect.stringContaining('page_token') } });
  });

  test('passes over prompts that a client wrote in a form that no database reads', async () => {
    const found = async () => (await search({ filter: "prompt = 'p/2'" })).letters;
    const key = 'mlflow.linkedPrompts';
    await setTraceTag({ ctx, input: { id: idOf('c'), key, value: '["\\u0000"]' } });
    expect(await found()).toBe('b');
    await deleteTraceTag({ ctx, input: { id: idOf('c'), key } });
    expect(await found()).toBe('b');
  });

  test('finds nothing of another project', async () => {
    expect(await search({}, elsewhere.project.slug)).toMatchObject({ status: 200, body: {} });
  });

  test.each([
    [{ filter: "attributes.foo = 'x'" }, 'foo'],
    [{ filter: "span.nothing = 'x'" }, 'nothing'],
    [{ filter: "status > 'OK'" }, 'status'],
    [{ filter: 'timestamp_ms = now' }, 'timestamp_ms'],
    [{ filter: "status = 'OK' OR status = 'ERROR'" }, 'OR'],
    [{ filter: "name RLIKE '('" }, 'regular expression'],
    [{ filter: "name RLIKE '(a+)\\\\1'" }, 'refers back'],
    [{ filter: "name RLIKE '(a{1,200}){1,200}'" }, 'repeats'],
    [{ filter: `name RLIKE '${'a'.repeat(501)}'` }, '500 characters'],
    [{ filter: "status = 'OK'; DROP TABLE x" }, 'filter'],
    [{ order_by: ['nothing'] }, 'nothing'],
    [{ max_results: 501 }, 'max_results'],
    [{ max_results: 0 }, 'max_results'],
    [{ max_results: -1 }, 'max_results'],
    [{ locations: undefined }, 'locations'],
    [{ locations: [{ mlflow_experiment: { experiment_id: 'abc' } }] }, 'experiment_id'],
  ])('%j is refused', async (fields, word) => {
    const { status, body } = await search(fields);
    expect(status).toBe(400);
    expect(body.error_code).toBe('INVALID_PARAMETER_VALUE');
    expect(body.message).toContain(word);
  });
});
