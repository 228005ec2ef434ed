import { expect, test } from 'vitest';
import { DomainError } from '../errors.ts';
import { openApi } from './openapi.ts';

test('the document says all that a field error may hold', () => {
  const fields = [{ path: 'name', message: 'is too long', code: 'too-long', values: { most: 10 } }];
  const said = new DomainError('INVALID_INPUT', 'No.', { fields }).fields.map((field) => Object.keys(field));
  expect(openApi([]).components.schemas).toMatchObject({
    Problem: {
      properties: {
        fields: {
          items: {
            required: ['path', 'message'],
            properties: Object.fromEntries(said.flat().map((key) => [key, expect.anything()])),
          },
        },
      },
    },
  });
});
