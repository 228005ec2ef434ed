import { describe, expect, test } from 'vitest';
import { inLanguageOf } from '#lib/http/page-language.ts';
import { text as english } from './en.ts';
import { plural as spanishPlural } from './es/plural.ts';
import { text as spanish } from './es.ts';
import { text } from './text.ts';

const inSpanish = <T>(work: () => T): T => inLanguageOf({ 'accept-language': 'es' }, work);

test('texts follow the request, also across what it waits for', async () => {
  expect(text.nav.home).toBe('Home');
  const reads = await Promise.all([
    inLanguageOf({ 'accept-language': 'es-MX' }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return text.nav.home;
    }),
    inLanguageOf({ 'accept-language': 'es', cookie: 'a=1; traza-language=en' }, async () => text.nav.home),
  ]);
  expect(reads).toEqual(['Inicio', 'Home']);
});

test('Spanish counts', () => {
  const shown = inSpanish(() => [1, 2, 1284, 12_840, 2_000_000].map((count) => spanishPlural(count, 'fila')));
  expect(shown).toEqual(['1 fila', '2 filas', '1284 filas', '12.840 filas', '2.000.000 de filas']);
});

describe('both languages say the same things', () => {
  /** Each text by its path; functions are called with numbers that no text writes by itself. */
  function textsOf(node: unknown, path: string, into: Map<string, string>): Map<string, string> {
    if (typeof node === 'string') into.set(path, node);
    else if (typeof node === 'function') into.set(path, String(node(...[7, 8, 9].slice(0, node.length))));
    else for (const [key, value] of Object.entries(node as object)) textsOf(value, `${path}.${key}`, into);
    return into;
  }
  const both = [textsOf(english, 'text', new Map()), inSpanish(() => textsOf(spanish, 'text', new Map()))] as const;

  test('with the same keys', () => expect([...both[1].keys()]).toEqual([...both[0].keys()]));

  test('about the same values', () => {
    const values = (said = '') => [...new Set(said.match(/[789]/g))].sort().join();
    const differing = [...both[0]].filter(([path, said]) => values(said) !== values(both[1].get(path)));
    expect(differing).toEqual([]);
  });

  test('and neither is silent where the other speaks', () => {
    expect([...both[0]].filter(([path, said]) => (said === '') !== (both[1].get(path) === ''))).toEqual([]);
  });
});
