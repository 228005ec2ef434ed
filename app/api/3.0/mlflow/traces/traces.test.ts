import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DELETE as DELETE_TAG, PATCH as SET_TAG } from '#app/api/2.0/mlflow/traces/[trace_id]/tags/route.ts';
import { POST as LINK_PROMPTS } from '#app/api/2.0/mlflow/traces/link-prompts/route.ts';
import { POST as LINK_RUN } from '#app/api/2.0/mlflow/traces/link-to-run/route.ts';
import { GET as GET_FILE, PUT as PUT_FILE } from '#app/api/2.0/mlflow-artifacts/artifacts/[...path]/route.ts';
import { POST as OTLP } from '#app/v1/traces/route.ts';
import type { Route } from '#lib/http/define-route.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import {
  DELETE as DELETE_ASSESSMENT,
  GET as GET_ASSESSMENT,
  PATCH as UPDATE_ASSESSMENT,
} from './[trace_id]/assessments/[assessment_id]/route.ts';
import { POST as CREATE_ASSESSMENT } from './[trace_id]/assessments/route.ts';
import { GET as GET_INFO } from './[trace_id]/route.ts';
import { GET as BATCH_GET } from './batchGet/route.ts';
import { POST as BATCH_GET_INFOS } from './batchGetInfos/route.ts';
import { POST as DELETE_TRACES } from './delete-traces/route.ts';
import { GET as GET_TRACE } from './get/route.ts';
import { POST as START } from './route.ts';
import { POST as SEARCH } from './search/route.ts';

const t = await testDatabase();

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look at what came, whatever it is
  body: any;
}

/** The traces of a project of its own, called as the front door calls them. */
async function tracing() {
  const ctx = await t.newCtx();
  async function send(route: Route, init: RequestInit, params: Record<string, string>, query = ''): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set('x-traza-project', ctx.project.slug);
    const request = new Request(`http://localhost:3000/api/3.0/mlflow/x${query}`, { ...init, headers });
    const response = await route(request, { params: Promise.resolve(params) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }
  return {
    ctx,
    get: (route: Route, fields: Record<string, string | string[]>, params: Record<string, string> = {}) => {
      const pairs = Object.entries(fields).flatMap(([key, value]) => [value].flat().map((one) => [key, one]));
      return send(route, { method: 'GET' }, params, `?${new URLSearchParams(pairs)}`);
    },
    call: (route: Route, body: unknown, params: Record<string, string> = {}, method = 'POST') =>
      send(route, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }, params),
    otlp: (spans: unknown[], headers: Record<string, string> = {}, body?: BodyInit) =>
      send(
        OTLP,
        {
          method: 'POST',
          body: body ?? JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }),
          headers: { 'content-type': 'application/json', 'x-mlflow-experiment-id': '0', ...headers },
        },
        {},
      ),
  };
}

const hex = '5ac2c884fcebb6c03d57968cdcc1739f';
const id = `tr-${hex}`;
const text = (value: string) => ({ stringValue: value });

function span(spanId: string, more: Record<string, unknown> = {}) {
  return {
    traceId: hex,
    spanId: spanId.repeat(16),
    name: `span ${spanId}`,
    startTimeUnixNano: '1795787254894639982',
    endTimeUnixNano: '1795787256539980133',
    ...more,
  };
}
const root = span('1', {
  name: 'outer',
  attributes: [
    { key: 'mlflow.spanType', value: text('CHAIN') },
    { key: 'mlflow.spanInputs', value: { kvlistValue: { values: [{ key: 'x', value: { intValue: 3 } }] } } },
    { key: 'mlflow.spanOutputs', value: text('done') },
    { key: 'mlflow.traceTag.team', value: text('a') },
    { key: 'session.id', value: text('s-1') },
  ],
  status: { code: 1 },
});
const child = span('2', { parentSpanId: '1'.repeat(16), status: { code: 2, message: 'no' } });

const info = {
  trace_id: id,
  trace_location: { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '0' } },
  request_time: '2026-11-27T13:47:34.894Z',
  execution_duration: '1.645s',
  state: 'OK',
  trace_metadata: { 'mlflow.user': 'ada' },
  tags: { 'mlflow.traceName': 'named by the client', 'mlflow.artifactLocation': 'file:///etc' },
  request_preview: 'in',
};

describe('spans by OTLP', () => {
  test.each(['mlflow.traceTag.team', 'mlflow.spanType', 'session.id', 'mlflow.spanInputs'])(
    'may have NUL inside the JSON text of %s',
    async (key) => {
      const { otlp } = await tracing();
      const spans = [span('1', { attributes: [{ key, value: text(JSON.stringify('a\0b')) }] })];
      expect(await otlp(spans)).toEqual({ status: 200, body: {} });
    },
  );

  test('make a trace, with what the root span says of it', async () => {
    const { otlp, get } = await tracing();
    expect(await otlp([child])).toEqual({ status: 200, body: {} });
    expect((await get(GET_INFO, {}, { trace_id: id })).body.trace.trace_info.state).toBe('IN_PROGRESS');
    expect((await otlp([root])).status).toBe(200);
    const { body } = await get(GET_TRACE, { trace_id: id });
    expect(body.trace.trace_info).toEqual({
      trace_id: id,
      trace_location: { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '0' } },
      request_time: '2026-11-27T13:47:34.894Z',
      execution_duration: '1.645s',
      state: 'OK',
      trace_metadata: { 'mlflow.trace.session': 's-1' },
      tags: {
        'mlflow.artifactLocation': `mlflow-artifacts:/0/traces/${id}/artifacts`,
        'mlflow.trace.spansLocation': 'TRACKING_STORE',
        'mlflow.traceName': 'outer',
        team: 'a',
      },
      request_preview: '{"x":3}',
      response_preview: 'done',
    });
    const base64 = (digits: string) => Buffer.from(digits, 'hex').toString('base64');
    expect(body.trace.spans).toHaveLength(2);
    expect(body.trace.spans[0]).toMatchObject({
      trace_id: base64(hex),
      span_id: base64('1'.repeat(16)),
      name: 'outer',
      start_time_unix_nano: '1795787254894639982',
      status: { code: 'STATUS_CODE_OK' },
    });
    expect(body.trace.spans[0].attributes).toContainEqual({
      key: 'mlflow.spanInputs',
      value: { kvlist_value: { values: [{ key: 'x', value: { int_value: 3 } }] } },
    });
    expect(body.trace.spans[1]).toMatchObject({
      parent_span_id: base64('1'.repeat(16)),
      status: { code: 'STATUS_CODE_ERROR', message: 'no' },
    });
  });

  test('come twice and count once; what a client said of the trace stands', async () => {
    const { otlp, call, get } = await tracing();
    expect((await call(START, { trace: { trace_info: info } })).body.trace.trace_info.tags).toEqual({
      'mlflow.traceName': 'named by the client',
      'mlflow.artifactLocation': `mlflow-artifacts:/0/traces/${id}/artifacts`,
    });
    await otlp([root, child]);
    await otlp([root, child, child]);
    const { trace } = (await get(GET_TRACE, { trace_id: id })).body;
    expect(trace.spans).toHaveLength(2);
    expect(trace.trace_info).toMatchObject({
      execution_duration: '1.645s',
      tags: { 'mlflow.traceName': 'named by the client' },
      trace_metadata: { 'mlflow.user': 'ada', 'mlflow.trace.infoFinalized': 'true' },
      request_preview: 'in',
      response_preview: 'done',
    });
  });

  test('of many writers at once end in one trace', async () => {
    const { otlp, get } = await tracing();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => otlp([root, span(String(index + 2), { parentSpanId: '1'.repeat(16) })])),
    );
    expect(answers.map((one) => one.status)).toEqual(Array(8).fill(200));
    expect((await get(GET_TRACE, { trace_id: id })).body.trace.spans).toHaveLength(9);
  });

  test('add up to the tokens of the trace, in whatever requests they came', async () => {
    const { otlp, get } = await tracing();
    const usage = (tokens: number) => [
      { key: 'mlflow.chat.tokenUsage', value: text(JSON.stringify({ input_tokens: tokens, total_tokens: tokens })) },
    ];
    const parent = { parentSpanId: '1'.repeat(16) };
    await otlp([span('2', { ...parent, attributes: usage(10) }), span('3', { ...parent, attributes: usage(5) })]);
    // What lies below a span that says its usage is in it already.
    await otlp([span('4', { parentSpanId: '3'.repeat(16), attributes: usage(5) }), root]);
    const { trace_metadata } = (await get(GET_INFO, {}, { trace_id: id })).body.trace.trace_info;
    expect(JSON.parse(trace_metadata['mlflow.trace.tokenUsage'])).toEqual({ input_tokens: 15, total_tokens: 15 });
  });

  test('belong to the run that the header names', async () => {
    const { ctx, otlp, get } = await tracing();
    const { runId } = await createRun({ ctx, input: {} });
    expect((await otlp([root], { 'x-mlflow-run-id': runId })).status).toBe(200);
    const { trace_metadata } = (await get(GET_INFO, {}, { trace_id: id })).body.trace.trace_info;
    expect(trace_metadata['mlflow.sourceRun']).toBe(runId);
  });

  test.each([
    ['no experiment', { 'x-mlflow-experiment-id': '' }, undefined],
    ['an experiment that is not there', { 'x-mlflow-experiment-id': '987654' }, undefined],
    ['a run that is not there', { 'x-mlflow-run-id': 'f'.repeat(32) }, undefined],
    ['another type', { 'content-type': 'text/plain' }, undefined],
    ['bytes that are no protobuf', { 'content-type': 'application/x-protobuf' }, 'hello there'],
    ['an unknown encoding', { 'content-encoding': 'br' }, undefined],
    ['damaged gzip', { 'content-encoding': 'gzip' }, 'hello there'],
    ['a gzip bomb', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(160 * 1024 * 1024))],
  ] as const)('are refused with %s', async (_, headers, body) => {
    const { ctx, otlp } = await tracing();
    const answer = await otlp([root], headers, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).toMatchObject({ error_code: expect.any(String), message: expect.any(String) });
    expect(await ctx.db.trace.count({ where: { projectId: ctx.project.id } })).toBe(0);
  });
});

describe('traces', () => {
  test('are read in batches, in the order asked; other projects see nothing of them', async () => {
    const { otlp, get, call } = await tracing();
    const second = 'b'.repeat(32);
    await otlp([root, { ...root, traceId: second }]);
    const ids = [`tr-${second}`, id, 'tr-none'];
    const found = await get(BATCH_GET, { trace_ids: ids });
    expect(found.body.traces.map((one: { trace_info: { trace_id: string } }) => one.trace_info.trace_id)).toEqual([
      `tr-${second}`,
      id,
    ]);
    expect((await call(BATCH_GET_INFOS, { trace_ids: ids })).body.trace_infos).toHaveLength(2);
    const other = await tracing();
    expect((await other.get(BATCH_GET, { trace_ids: ids })).body).toEqual({});
    expect(await other.get(GET_TRACE, { trace_id: id })).toMatchObject({
      status: 404,
      body: { error_code: 'RESOURCE_DOES_NOT_EXIST' },
    });
    // An id is its client's choice: the same one elsewhere is another trace.
    expect((await other.otlp([root])).status).toBe(200);
    expect((await get(BATCH_GET, { trace_ids: [id] })).body.traces).toHaveLength(1);
  });

  test('take tags, and give back what they were given', async () => {
    const { otlp, get, call } = await tracing();
    await otlp([root]);
    const params = { trace_id: id };
    expect(await call(SET_TAG, { key: 'k', value: 'v' }, params, 'PATCH')).toEqual({ status: 200, body: {} });
    expect((await get(GET_INFO, {}, params)).body.trace.trace_info.tags.k).toBe('v');
    expect(await call(DELETE_TAG, { key: 'k' }, params, 'DELETE')).toEqual({ status: 200, body: {} });
    expect((await call(DELETE_TAG, { key: 'k' }, params, 'DELETE')).status).toBe(404);
    expect(
      (await call(SET_TAG, { key: 'mlflow.artifactLocation', value: 'file:///etc' }, params, 'PATCH')).status,
    ).toBe(400);
    expect((await call(SET_TAG, { key: 'k'.repeat(251), value: 'v' }, params, 'PATCH')).status).toBe(400);
  });

  test('are assessed; what overrides makes the other one invalid until it is gone', async () => {
    const { otlp, get, call } = await tracing();
    await otlp([root]);
    const params = { trace_id: id };
    const feedback = {
      assessment_name: 'good',
      source: { source_type: 'HUMAN', source_id: 'ada' },
      create_time: '2026-11-27T13:47:43.144Z',
      last_update_time: '2026-11-27T13:47:43.144Z',
      feedback: { value: true },
      rationale: 'because',
      metadata: { a: '1' },
    };
    const first = (await call(CREATE_ASSESSMENT, { assessment: feedback }, params)).body.assessment;
    expect(first).toEqual({ ...feedback, assessment_id: first.assessment_id, trace_id: id, valid: true });
    const one = { ...params, assessment_id: first.assessment_id };
    const changed = await call(
      UPDATE_ASSESSMENT,
      {
        assessment: { feedback: { value: 0.5 }, metadata: { b: '2' }, rationale: 'not said' },
        update_mask: 'feedback,metadata',
      },
      one,
      'PATCH',
    );
    expect(changed.body.assessment).toMatchObject({
      feedback: { value: 0.5 },
      metadata: { a: '1', b: '2' },
      rationale: 'because',
    });
    const expectation = {
      assessment_name: 'answer',
      expectation: { serialized_value: { serialization_format: 'JSON_FORMAT', value: '{"a": 1}' } },
    };
    const second = await call(
      CREATE_ASSESSMENT,
      { assessment: { ...expectation, overrides: first.assessment_id } },
      params,
    );
    expect(second.body.assessment.expectation).toEqual(expectation.expectation);
    expect((await get(GET_ASSESSMENT, {}, one)).body.assessment.valid).toBe(false);
    expect((await get(GET_INFO, {}, params)).body.trace.trace_info.assessments).toHaveLength(2);
    const other = { ...params, assessment_id: second.body.assessment.assessment_id };
    expect(
      (
        await call(
          UPDATE_ASSESSMENT,
          { assessment: { feedback: { value: 1 } }, update_mask: 'feedback' },
          other,
          'PATCH',
        )
      ).status,
    ).toBe(400);
    expect((await call(DELETE_ASSESSMENT, {}, other, 'DELETE')).status).toBe(200);
    expect((await get(GET_ASSESSMENT, {}, one)).body.assessment.valid).toBe(true);
    expect((await get(GET_ASSESSMENT, {}, other)).status).toBe(404);
    expect((await call(CREATE_ASSESSMENT, { assessment: { assessment_name: 'x' } }, params)).status).toBe(400);
    expect((await call(CREATE_ASSESSMENT, { assessment: { ...feedback, overrides: 'a-none' } }, params)).status).toBe(
      404,
    );
  });

  test('are linked to runs and prompts of their project', async () => {
    const { ctx, otlp, get, call } = await tracing();
    const { runId } = await createRun({ ctx, input: {} });
    // The client sends traces in the background: this one is linked before it comes.
    expect((await call(LINK_RUN, { trace_ids: [id, id], run_id: runId })).status).toBe(200);
    await otlp([root]);
    const ofRun = () =>
      call(SEARCH, {
        locations: [{ mlflow_experiment: { experiment_id: '0' } }],
        filter: `run_id = '${runId}'`,
      });
    expect((await ofRun()).body.traces).toMatchObject([{ trace_id: id }]);
    expect((await call(LINK_RUN, { trace_ids: Array(101).fill(id), run_id: runId })).status).toBe(400);
    const prompts = [{ name: 'p', version: '1' }];
    await call(LINK_PROMPTS, { trace_id: id, prompt_versions: prompts });
    await call(LINK_PROMPTS, { trace_id: id, prompt_versions: [...prompts, { name: 'p', version: '2' }] });
    const { tags } = (await get(GET_INFO, {}, { trace_id: id })).body.trace.trace_info;
    expect(JSON.parse(tags['mlflow.linkedPrompts'])).toEqual([...prompts, { name: 'p', version: '2' }]);
  });

  test('keep files of their own, which go with them and are not those of another project', async () => {
    const { ctx, otlp, call } = await tracing();
    const other = await tracing();
    await otlp([root]);
    await other.otlp([root]);
    const file = (owner: typeof ctx, method: 'GET' | 'PUT', body?: string) =>
      (method === 'GET' ? GET_FILE : PUT_FILE)(
        new Request('http://localhost:3000/api/2.0/mlflow-artifacts/artifacts/x', {
          method,
          headers: { 'x-traza-project': owner.project.slug },
          ...(body === undefined ? {} : { body }),
        }),
        { params: Promise.resolve({ path: ['0', 'traces', id, 'artifacts', 'traces.json'] }) },
      );
    expect((await file(ctx, 'PUT', '{"spans": []}')).status).toBe(200);
    expect((await file(ctx, 'PUT', '{"spans": [1]}')).status).toBe(200);
    expect(await (await file(ctx, 'GET')).text()).toBe('{"spans": [1]}');
    expect((await file(other.ctx, 'GET')).status).toBe(404);
    await call(DELETE_TRACES, { experiment_id: '0', request_ids: [id] });
    expect((await file(ctx, 'GET')).status).toBe(404);
    expect(await ctx.db.traceFile.count({ where: { trace: { projectId: ctx.project.id } } })).toBe(0);
  });

  test('are deleted by id or by age, in their experiment only', async () => {
    const { ctx, otlp, call } = await tracing();
    const ids = ['a', 'b', 'c'].map((digit) => digit.repeat(32));
    await otlp(ids.map((traceId, index) => ({ ...root, traceId, startTimeUnixNano: `${1_000 + index}000000` })));
    const remove = async (fields: Record<string, unknown>) =>
      (await call(DELETE_TRACES, { experiment_id: '0', ...fields })).body;
    expect(await remove({ request_ids: [`tr-${ids[2]}`] })).toEqual({ traces_deleted: 1 });
    expect(await remove({ max_timestamp_millis: 2_000, max_traces: 1 })).toEqual({ traces_deleted: 1 });
    expect(await ctx.db.trace.findMany({ where: { projectId: ctx.project.id }, select: { id: true } })).toEqual([
      { id: `tr-${ids[1]}` },
    ]);
    expect((await remove({})).error_code).toBe('INVALID_PARAMETER_VALUE');
    expect((await remove({ max_timestamp_millis: 1, request_ids: ['x'] })).error_code).toBe('INVALID_PARAMETER_VALUE');
    expect((await remove({ max_timestamp_millis: 1, max_traces: 0 })).error_code).toBe('INVALID_PARAMETER_VALUE');
    const other = await tracing();
    expect((await other.call(DELETE_TRACES, { experiment_id: '0', max_timestamp_millis: 9_999_999 })).body).toEqual({
      traces_deleted: 0,
    });
  });

  test.each([
    [{}, 'trace'],
    [{ trace: { trace_info: { ...info, request_time: 'yesterday' } } }, 'request_time'],
    [{ trace: { trace_info: { ...info, state: 'GOOD' } } }, 'state'],
    [{ trace: { trace_info: { ...info, trace_id: '../x y' } } }, 'trace_id'],
    [{ trace: { trace_info: { ...info, trace_location: {} } } }, 'mlflow_experiment'],
    [{ trace: { trace_info: { ...info, execution_duration: 5 } } }, 'execution_duration'],
  ])('with %j are refused, naming %s', async (body, field) => {
    const { call } = await tracing();
    const answer = await call(START, body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(field);
  });
});
