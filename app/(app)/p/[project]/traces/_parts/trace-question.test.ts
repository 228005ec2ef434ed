import { expect, test } from 'vitest';
import { askedTraces, readTraceQuestion, traceSortWord } from './trace-question.ts';

const read = (search: string) => {
  const params = new URLSearchParams(search);
  return readTraceQuestion((name) => params.get(name));
};

test('words are searched for, comparisons are a filter', () => {
  expect(askedTraces(read('q=refund'))).toEqual({ q: 'refund', sort: 'started', ascending: false });
  expect(askedTraces(read(`q=${encodeURIComponent("name = 'answer'")}&failed=1`))).toEqual({
    filter: "name = 'answer'",
    state: 'ERROR',
    sort: 'started',
    ascending: false,
  });
});

test.each([
  { id: 'started', desc: true },
  { id: 'started', desc: false },
  { id: 'duration', desc: true },
  { id: 'duration', desc: false },
])('an order comes back out of the address: %o', (sort) => {
  const { sort: id, ascending } = read(`sort=${traceSortWord(sort)}`);
  expect({ id, desc: !ascending }).toEqual(sort);
});
