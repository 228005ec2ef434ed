import { expect, test } from 'vitest';
import type { AnyValue } from './any-value.ts';
import type { OtlpSpan } from './read-spans.ts';
import { translateConventions } from './translate-conventions.ts';

function spanWith(attributes: Record<string, AnyValue>): OtlpSpan {
  return {
    traceId: '1'.padStart(32, '0'),
    spanId: '1'.padStart(16, '0'),
    parentId: null,
    name: 'call',
    startNs: 0n,
    endNs: 1n,
    status: 'OK',
    statusMessage: '',
    attributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
    events: [],
    links: [],
  };
}

function added(attributes: Record<string, AnyValue>): Record<string, AnyValue> {
  const span = spanWith(attributes);
  const translated = translateConventions([span])[0] ?? span;
  expect(translated.attributes.slice(0, span.attributes.length)).toEqual(span.attributes);
  return Object.fromEntries(translated.attributes.slice(span.attributes.length).map(({ key, value }) => [key, value]));
}

const tokens = (amounts: Record<string, number>): AnyValue => ({
  kvlist_value: { values: Object.entries(amounts).map(([key, int_value]) => ({ key, value: { int_value } })) },
});

test('OpenInference says the kind of a span, what went in and out, the model and its tokens', () => {
  expect(
    added({
      'openinference.span.kind': { string_value: 'LLM' },
      'input.value': { string_value: '{"question":"why?"}' },
      'output.value': { string_value: 'because' },
      'llm.model_name': { string_value: 'small' },
      'llm.token_count.prompt': { int_value: 7 },
      'llm.token_count.completion': { int_value: 3 },
    }),
  ).toEqual({
    'mlflow.spanType': { string_value: 'LLM' },
    'mlflow.spanInputs': { kvlist_value: { values: [{ key: 'question', value: { string_value: 'why?' } }] } },
    'mlflow.spanOutputs': { string_value: 'because' },
    'mlflow.llm.model': { string_value: 'small' },
    'mlflow.chat.tokenUsage': tokens({ input_tokens: 7, output_tokens: 3, total_tokens: 10 }),
  });
});

test('so do the conventions of OpenTelemetry, with values that have parts', () => {
  const messages = { array_value: { values: [{ string_value: 'hello' }] } };
  expect(
    added({
      'gen_ai.operation.name': { string_value: 'chat' },
      'gen_ai.input.messages': messages,
      'gen_ai.usage.input_tokens': { string_value: '12' },
      'gen_ai.request.model': { string_value: 'asked' },
      'gen_ai.response.model': { string_value: 'answered' },
    }),
  ).toEqual({
    'mlflow.spanType': { string_value: 'CHAT_MODEL' },
    'mlflow.spanInputs': messages,
    'mlflow.llm.model': { string_value: 'answered' },
    'mlflow.chat.tokenUsage': tokens({ input_tokens: 12 }),
  });
});

test('what a span says itself stands, and what is no kind and no number says nothing', () => {
  expect(
    added({
      'mlflow.spanInputs': { string_value: '1' },
      'input.value': { string_value: '2' },
      'output.value': {},
      'openinference.span.kind': { string_value: 'constructor' },
      'gen_ai.operation.name': { string_value: 'dance' },
      'llm.token_count.prompt': { string_value: 'many' },
      'llm.token_count.completion': { double_value: 'NaN' },
      'llm.token_count.total': { int_value: -1 },
    }),
  ).toEqual({});
});

test.each(['{', '['.repeat(200) + ']'.repeat(200), JSON.stringify(['x'.repeat(70_000)]), '5'])(
  'a text that is no JSON of few levels and moderate length stays a text: %.9s',
  (text) => {
    expect(added({ 'input.value': { string_value: text } })).toEqual({ 'mlflow.spanInputs': { string_value: text } });
  },
);

test('the texts of one request become so many values at most, and what is beyond stays a text', () => {
  const text = `[${'1,'.repeat(32_766)}1]`;
  const span = spanWith({ 'input.value': { string_value: text } });
  const said = translateConventions(Array.from({ length: 1_000 }, () => span)).map(({ attributes }) => attributes[1]);
  expect(said.map((one) => one?.value.array_value?.values.length)).toEqual([
    ...Array.from({ length: 3 }, () => 32_767),
    ...Array.from({ length: 997 }, () => undefined),
  ]);
  expect(said.at(-1)).toEqual({ key: 'mlflow.spanInputs', value: { string_value: text } });
});

test('texts that say much in few values are read up to a length of all of them', () => {
  const span = spanWith({ 'output.value': { string_value: JSON.stringify(['x'.repeat(49_996)]) } });
  const said = translateConventions(Array.from({ length: 100 }, () => span)).map(({ attributes }) => attributes[1]);
  expect(said.findIndex((one) => one?.value.string_value !== undefined)).toBe(80);
});
