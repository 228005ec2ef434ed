import { expect, test } from 'vitest';
import type { SpanAnswer } from '#lib/traces/answer-schema.ts';
import { barOf, spanRows, wholeMs } from './span-rows.ts';

const span = (id: string, parentId: string | null, startMs = 0, durationMs: number | null = 10): SpanAnswer => ({
  id,
  parentId,
  name: id,
  type: '',
  status: 'OK',
  message: '',
  startMs,
  durationMs,
  inputs: null,
  outputs: null,
  attributes: {},
  events: [],
});
const shown = (spans: SpanAnswer[], folded: string[] = []) =>
  spanRows(spans, new Set(folded)).map((row) => `${'-'.repeat(row.depth)}${row.span.id}`);

test('each span is followed by what it began', () => {
  expect(shown([span('a', null), span('b', 'a'), span('c', 'b'), span('d', 'a'), span('e', null)])).toEqual([
    'a',
    '-b',
    '--c',
    '-d',
    'e',
  ]);
});

test('what is folded away is left out, and the fold itself stays', () => {
  expect(shown([span('a', null), span('b', 'a'), span('c', 'b'), span('d', 'a')], ['b'])).toEqual(['a', '-b', '-d']);
});

test('parents that are missing, oneself, or a ring end nothing', () => {
  expect(shown([span('a', 'gone'), span('b', 'b'), span('c', 'd'), span('d', 'c')])).toEqual(['a', 'b', 'c', '-d']);
});

test('ten thousand spans below each other do not end the stack', () => {
  const chain = Array.from({ length: 10_000 }, (_, at) => span(String(at), at === 0 ? null : String(at - 1)));
  expect(spanRows(chain, new Set())).toHaveLength(10_000);
});

test('bars stay within the trace, also of spans that go on', () => {
  const spans = [span('a', null, 0, 100), span('b', 'a', 50, null), span('c', 'a', -5, 10)];
  expect(wholeMs(spans)).toBe(100);
  expect(spans.map((one) => barOf(one, 100))).toEqual([
    { left: 0, width: 1 },
    { left: 0.5, width: 0.5 },
    { left: 0, width: 0.1 },
  ]);
  expect(barOf(span('a', null, 0, 0), 0)).toEqual({ left: 0, width: 0 });
});
