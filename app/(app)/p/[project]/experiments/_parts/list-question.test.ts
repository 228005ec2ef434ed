import { expect, test } from 'vitest';
import { questionPath, readQuestion, sortWord } from './list-question.ts';

const read = (search: string) => {
  const params = new URLSearchParams(search);
  return readQuestion((name) => params.get(name));
};

test('an address without words asks for the latest activity', () => {
  expect(read('')).toEqual({ q: '', sort: 'activity', ascending: false, archived: false });
  expect(read('sort=nonsense&archived=yes')).toEqual(read(''));
});

test.each([
  { id: 'name', desc: false },
  { id: 'runs', desc: true },
  { id: 'activity', desc: false },
  { id: 'activity', desc: true },
])('an order comes back out of the address: %o', (sort) => {
  const { sort: id, ascending } = read(`sort=${sortWord(sort)}`);
  expect({ id, desc: !ascending }).toEqual(sort);
});

test('what was typed cannot leave its place in the address', () => {
  expect(questionPath(read('q=a%26sort%3Dname%23'), 'x y')).toBe(
    '/experiments?sort=activity&ascending=false&archived=false&limit=100&q=a%26sort%3Dname%23&cursor=x+y',
  );
});
