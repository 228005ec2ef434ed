import { expect, test } from 'vitest';
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
