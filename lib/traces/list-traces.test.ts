import { expect, test, vi } from 'vitest';
import { type Ctx, withTransaction } from '../context.ts';
import { pool } from '../db/client.ts';
import { testDatabase } from '../testing/test-database.ts';
import { TraceAnswer, TraceDetail } from './answer-schema.ts';
import { createAssessment } from './create-assessment.ts';
import { getTraceDetail } from './get-trace-detail.ts';
import { type ListTracesInput, listTraces } from './list-traces.ts';
import { logSpans } from './log-spans.ts';
import type { OtlpSpan } from './otlp/read-spans.ts';

const { newCtx } = await testDatabase();
const second = 1_000_000_000n;

const attribute = (key: string, value: unknown) => ({ key, value: { string_value: JSON.stringify(value) } });

function spanOf(trace: number, more: Partial<OtlpSpan> = {}): OtlpSpan {
  const startNs = 1_700_000_000n * second + BigInt(trace) * second;
  return {
    traceId: trace.toString(16).padStart(32, '0'),
    spanId: `${trace}`.padStart(16, '0'),
    parentId: null,
    name: `answer ${trace}`,
    startNs,
    endNs: startNs + (BigInt(trace % 5) + 1n) * second,
    status: trace % 3 === 0 ? 'ERROR' : 'OK',
    statusMessage: trace % 3 === 0 ? 'the tool broke' : '',
    attributes: [
      attribute('mlflow.spanInputs', { question: `what is ${trace}?` }),
      attribute('mlflow.spanOutputs', 'an answer of 100 %'),
      attribute('mlflow.spanType', 'CHAIN'),
      attribute('temperature', 0.5),
    ],
    events: [],
    links: [],
    ...more,
  };
}

const correct = (ctx: Ctx) => ({
  name: 'correct',
  kind: 'feedback' as const,
  value: 'true',
  error: null,
  sourceType: 'HUMAN',
  sourceId: 'mia',
  rationale: 'It is.',
  metadata: {},
  spanId: null,
  overrides: null,
  createdAt: ctx.now(),
  updatedAt: ctx.now(),
});

async function withTraces(): Promise<Ctx> {
  const ctx = await newCtx();
  for (let trace = 1; trace <= 7; trace += 1)
    await logSpans({ ctx, input: { experimentId: 0, spans: [spanOf(trace)] } });
  return ctx;
}

const namesOf = async (ctx: Ctx, input: ListTracesInput) =>
  (await listTraces({ ctx, input })).items.map((one) => Number(one.name?.split(' ')[1]));

test('traces are listed with what went in and came out, in this project alone', async () => {
  const ctx = await withTraces();
  const { items } = await listTraces({ ctx });
  expect(TraceAnswer.array().parse(items)).toHaveLength(7);
  expect(items[0]).toMatchObject({
    id: `tr-${'7'.padStart(32, '0')}`,
    name: 'answer 7',
    state: 'OK',
    durationMs: 3_000,
    spans: 1,
    experiment: { name: 'Default' },
    request: expect.stringContaining('what is 7?'),
  });
  expect((await listTraces({ ctx: await newCtx() })).items).toEqual([]);
});

test('traces are searched by words, filtered by state and by the grammar of their clients, and ordered', async () => {
  const ctx = await withTraces();
  expect(await namesOf(ctx, { q: 'WHAT IS 3' })).toEqual([3]);
  expect(await namesOf(ctx, { q: '100 %' })).toHaveLength(7);
  expect(await namesOf(ctx, { q: '1%' })).toEqual([]);
  expect(await namesOf(ctx, { state: 'ERROR' })).toEqual([6, 3]);
  expect(await namesOf(ctx, { filter: "name = 'answer 2'" })).toEqual([2]);
  expect(await namesOf(ctx, { filter: "name RLIKE 'answer [12]'" })).toEqual([2, 1]);
  expect(await namesOf(ctx, { sort: 'duration' })).toEqual(
    [4, 3, 7, 2, 6, 1, 5].sort((a, b) => (b % 5) - (a % 5) || b - a),
  );
  await expect(listTraces({ ctx, input: { filter: 'name = ' } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('what a span says in the words of other conventions is read as if it were said in ours', async () => {
  const ctx = await newCtx();
  const attributes = [
    { key: 'openinference.span.kind', value: { string_value: 'LLM' } },
    { key: 'input.value', value: { string_value: '{"question":"why?"}' } },
    { key: 'output.value', value: { string_value: 'because' } },
  ];
  await logSpans({ ctx, input: { experimentId: 0, spans: [spanOf(1, { attributes })] } });
  const [trace] = (await listTraces({ ctx, input: { filter: "span.type = 'LLM'" } })).items;
  expect(trace).toMatchObject({ request: '{"question":"why?"}', response: 'because' });
});

test('what is thought of a session is found at each of its traces', async () => {
  const ctx = await newCtx();
  const sessions = ['ada', 'ada', 'bob', 'bob', null];
  for (const [index, session] of sessions.entries()) {
    const attributes = session === null ? [] : [attribute('session.id', session)];
    await logSpans({ ctx, input: { experimentId: 0, spans: [spanOf(index + 1, { attributes })] } });
  }
  const think = async (trace: number, name: string, metadata: Record<string, string>) => {
    const [found] = (await listTraces({ ctx, input: { filter: `name = 'answer ${trace}'` } })).items;
    const assessment = { ...correct(ctx), name, metadata };
    await createAssessment({ ctx, input: { traceId: found?.id ?? '', assessment } });
  };
  await think(1, 'pleasant', { 'mlflow.trace.session': 'ada' });
  await think(3, 'polite', {});
  await think(5, 'polite', { 'mlflow.trace.session': 'of no trace' });

  expect(await namesOf(ctx, { filter: "feedback.pleasant = 'true'" })).toEqual([2, 1]);
  expect(await namesOf(ctx, { filter: 'feedback.pleasant IS NOT NULL' })).toEqual([2, 1]);
  expect(await namesOf(ctx, { filter: 'feedback.pleasant IS NULL' })).toEqual([5, 4, 3]);
  expect(await namesOf(ctx, { filter: "feedback.pleasant = 'false'" })).toEqual([]);
  expect(await namesOf(ctx, { filter: "feedback.polite = 'true'" })).toEqual([5, 3]);
});

test.each(['started', 'duration'] as const)('pages by %s neither repeat nor lose a trace', async (sort) => {
  const ctx = await withTraces();
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTraces({ ctx, input: { sort, limit: 3, ...(cursor ? { cursor } : {}) } });
    seen.push(...page.items.map((one) => Number(one.name?.split(' ')[1])));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(await namesOf(ctx, { sort }));
});

test('a trace has its spans with their times, values and events, and what is thought of it', async () => {
  const ctx = await newCtx();
  const root = spanOf(3);
  const child = spanOf(3, {
    spanId: 'f'.repeat(16),
    parentId: root.spanId,
    name: 'search',
    startNs: root.startNs + second / 2n,
    endNs: null,
    status: 'UNSET',
    statusMessage: '',
    attributes: [{ key: 'k', value: { int_value: 4 } }],
    events: [
      { name: 'exception', timeNs: String(root.startNs + second), attributes: [attribute('exception.type', 'E')] },
    ],
  });
  await logSpans({ ctx, input: { experimentId: 0, spans: [root, child] } });
  const id = `tr-${root.traceId}`;
  await createAssessment({ ctx, input: { traceId: id, assessment: correct(ctx) } });
  const trace = TraceDetail.parse(await getTraceDetail({ ctx, input: { id } }));
  expect(trace).toMatchObject({
    spanCount: 2,
    assessments: [{ name: 'correct', value: true, sourceId: 'mia', rationale: 'It is.' }],
    spans: [
      {
        name: 'answer 3',
        type: 'CHAIN',
        status: 'ERROR',
        message: 'the tool broke',
        startMs: 0,
        durationMs: 4_000,
        inputs: { question: 'what is 3?' },
        outputs: 'an answer of 100 %',
        attributes: { temperature: 0.5 },
      },
      {
        parentId: root.spanId,
        startMs: 500,
        durationMs: null,
        inputs: null,
        attributes: { k: 4 },
        events: [{ name: 'exception', atMs: 1_000, attributes: { 'exception.type': 'E' } }],
      },
    ],
  });
  await expect(getTraceDetail({ ctx: await newCtx(), input: { id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('what is nested too deep to be written again is shown as text, and takes no list with it', async () => {
  const ctx = await newCtx();
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  const attributes = [{ key: 'mlflow.spanInputs', value: { string_value: deep } }];
  await logSpans({ ctx, input: { experimentId: 0, spans: [spanOf(1, { attributes })] } });
  const id = `tr-${'1'.padStart(32, '0')}`;
  await createAssessment({ ctx, input: { traceId: id, assessment: { ...correct(ctx), value: deep } } });
  const [listed] = (await listTraces({ ctx })).items;
  expect(listed?.assessments[0]?.value).toBe(deep);
  const detail = await getTraceDetail({ ctx, input: { id } });
  expect(JSON.stringify(detail)).toContain(deep);
});

test('of spans that are very large the first are shown, and how many there are', async () => {
  const ctx = await newCtx();
  const attributes = [attribute('mlflow.spanInputs', 'x'.repeat(6_000_000))];
  const spans = [1, 2, 3, 4].map((at) => spanOf(9, { spanId: `${at}`.padStart(16, '0'), attributes }));
  for (const span of spans) await logSpans({ ctx, input: { experimentId: 0, spans: [span] } });
  const trace = await getTraceDetail({ ctx, input: { id: `tr-${'9'.padStart(32, '0')}` } });
  expect(trace.spanCount).toBe(4);
  expect(trace.spans.map((span) => Number(span.id))).toEqual([1, 2]);
});

test('a search is given up in time, and says what to do', async () => {
  const ctx = await withTraces();
  await withTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`LOCK TABLE traza.trace IN ACCESS EXCLUSIVE MODE`;
    for (const input of [{ q: 'what' }, { filter: "tags.a = 'b'" }])
      await expect(listTraces({ ctx, input, mostMs: 50 })).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
  });
  expect(await namesOf(ctx, { q: 'what' })).toHaveLength(7);
});

test.each([
  ['an experiment', 'trace_experiment_id_request_at_key_idx', true],
  ['a project', 'trace_project_id_request_at_key_idx', false],
])('the newest traces of %s are read along their index, and not sorted', async (_, index, inExperiment) => {
  const ctx = await withTraces();
  const [{ id } = { id: 0 }] = await ctx.db.experiment.findMany({ where: { projectId: ctx.project.id } });
  const asked = vi.spyOn(pool(), 'query');
  await listTraces({ ctx, input: inExperiment ? { experimentId: id } : {} });
  const [text, values] = asked.mock.calls.find(([one]) => String(one).includes('traza.trace t')) ?? [];
  asked.mockRestore();
  const client = await pool().connect();
  await client.query('BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off');
  const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, values as never);
  await client.query('ROLLBACK');
  client.release();
  expect(JSON.stringify(rows)).toContain(index);
  expect(JSON.stringify(rows)).toContain('"Presorted Key":["request_at"]');
});
