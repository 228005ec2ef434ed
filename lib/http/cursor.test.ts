import { expect, test } from 'vitest';
import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const query = { route: 'runs', project: 'p1', sort: 'created', direction: 'desc' };
const position = z.strictObject({ at: z.string(), id: z.string() });
const cursor = encodeCursor(query, { at: '2026-01-01', id: 'ab' });

test('a cursor comes back as the position it was made of', () => {
  expect(decodeCursor(query, position, cursor)).toEqual({ at: '2026-01-01', id: 'ab' });
  // The order in which a query's parts are written is no part of it.
  expect(decodeCursor(Object.fromEntries(Object.entries(query).reverse()), position, cursor)).toEqual({
    at: '2026-01-01',
    id: 'ab',
  });
});

test('a cursor of another query is refused', () => {
  for (const other of [{ ...query, project: 'p2' }, { ...query, sort: 'name' }, { ...query, filter: 'x' }, {}]) {
    expect(() => decodeCursor(other, position, cursor)).toThrow(DomainError);
  }
});

test('every single changed character is noticed', () => {
  for (let at = 0; at < cursor.length; at += 1) {
    const changed = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
    expect(() => decodeCursor(query, position, changed), `character ${at}`).toThrow(DomainError);
  }
});

test.each(['', '.', 'x', `${cursor}.x`, cursor.split('.')[0] ?? '', ` ${cursor}`, `${cursor}=`, '0', 'e30.', '💥'])(
  '%j is refused',
  (text) => {
    expect(() => decodeCursor(query, position, text)).toThrow(/not one that this query gave out/);
  },
);

test('a position of a shape that the query no longer has is refused', () => {
  expect(() => decodeCursor(query, position, encodeCursor(query, { at: 1 }))).toThrow(DomainError);
});
