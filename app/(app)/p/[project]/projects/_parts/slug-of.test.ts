import { expect, test } from 'vitest';
import { slugSchema } from '#lib/projects/schema.ts';
import { slugOf } from './slug-of.ts';

test.each([
  ['Flights of 2001', 'flights-of-2001'],
  ['  Año Nuevo!  ', 'ano-nuevo'],
  [`${'a'.repeat(62)} b`, 'a'.repeat(62)],
  ['日本', ''],
])('%s', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
  if (slug) expect(slugSchema.safeParse(slug).success).toBe(true);
});
