import { expect, test } from 'vitest';
import { inLanguageOf } from '#lib/http/page-language.ts';
import { apiErrorFrom } from './api-error.ts';

test('a problem keeps its code, sentence, hint, fields and request id', () => {
  const error = apiErrorFrom({
    status: 400,
    body: JSON.stringify({
      code: 'INVALID_INPUT',
      title: 'The request is not valid',
      detail: 'Column dleay does not exist.',
      hint: 'Did you mean delay?',
      requestId: 'r1',
      fields: [{ path: 'recipe.target', message: 'name a column' }, { path: 3 }],
    }),
  });
  expect(error).toMatchObject({ code: 'INVALID_INPUT', status: 400, hint: 'Did you mean delay?', requestId: 'r1' });
  expect(error.message).toBe('Column dleay does not exist.');
  expect(error.fields).toHaveLength(1);
  expect(error.field('recipe.target')).toBe('name a column');
});

test.each(['<html>Bad gateway</html>', '', 'null', '[]', '"text"', '{"error":"x"}'])(
  'an answer of another kind (%s) is named by its status',
  (body) => {
    const error = apiErrorFrom({ status: 502, body, requestId: 'from the header' });
    expect(error).toMatchObject({ code: 'INTERNAL', status: 502, requestId: 'from the header' });
    expect(error.message).toContain('502');
  },
);

test('a reader of another language is told by code and fields, and keeps what only the server knows', () => {
  const said = (problem: object) =>
    inLanguageOf({ 'accept-language': 'es' }, () => apiErrorFrom({ status: 400, body: JSON.stringify(problem) }));
  const gone = said({ code: 'NOT_FOUND', detail: 'No run 7 exists.' });
  expect(gone.message).toMatch(/^Lo que se pidió no existe/);
  expect(gone.detail).toBe('No run 7 exists.');
  const fields = [{ path: 'filter', message: 'cannot be read at column 4' }];
  const bad = said({ code: 'INVALID_INPUT', detail: "'~' at column 4 is no comparison", fields });
  expect(bad.message).toBe("No se entiende en la columna 4: '~' at column 4 is no comparison");
  expect(bad.detail).toBeUndefined();
  expect(said({ code: 'CONFLICT', detail: 'x', fields: [{ path: 'name', message: 'is taken' }] }).message).toContain(
    '«name»',
  );
  expect(said({ code: 'SOMETHING_NEW', detail: 'As the server says.' }).message).toBe('As the server says.');
});
