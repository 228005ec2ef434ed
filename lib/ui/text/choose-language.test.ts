import { expect, test } from 'vitest';
import { chooseLanguage } from './choose-language.ts';

test.each([
  [undefined, undefined, 'en'],
  [undefined, 'es', 'es'],
  [undefined, 'es-MX,es;q=0.9,en;q=0.8', 'es'],
  [undefined, 'en-GB,en;q=0.9,es;q=0.8', 'en'],
  [undefined, 'fr-FR, es;q=0.3, en;q=0.7', 'en'],
  [undefined, 'fr, ES-419;q=0.5', 'es'],
  [undefined, 'fr, de;q=0.5', 'en'],
  [undefined, 'es;q=0, en;q=0.1', 'en'],
  [undefined, 'es;q=0', 'en'],
  [undefined, 'es;q=much', 'en'],
  [undefined, 'est, espresso', 'en'],
  ['es', 'en', 'es'],
  ['en', 'es', 'en'],
  ['tlh', 'es', 'es'],
])('cookie %s and Accept-Language %s give %s', (cookie, accepts, language) =>
  expect(chooseLanguage({ cookie, accepts })).toBe(language),
);
