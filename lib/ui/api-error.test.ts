import { expect, test } from 'vitest';
import { z } from 'zod';
import { DomainError } from '#lib/errors.ts';
import { FilterError } from '#lib/filter/filter-error.ts';
import { nativeRunsGrammar } from '#lib/filter/grammars/native-runs.ts';
import { nativeFaults } from '#lib/filter/native-faults.ts';
import { parseNativeFilter } from '#lib/filter/parse-native-filter.ts';
import { inLanguageOf } from '#lib/http/page-language.ts';
import { parseInput } from '#lib/parse-input.ts';
import { textUpTo } from '#lib/text-length.ts';
import { apiErrorFrom } from './api-error.ts';
import { text } from './text/text.ts';

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
  expect(
    said({ code: 'INVALID_INPUT', detail: 'x', fields: [{ path: 'a', message: 'b', code: 'filter.new' }] }),
  ).toMatchObject({
    message: 'Revisa «a»: x',
    fields: [{ message: 'b' }],
  });
  expect(said({ code: 'CONFLICT', detail: 'x', fields: [{ path: 'name', message: 'is taken' }] }).message).toContain(
    '«name»',
  );
  expect(said({ code: 'SOMETHING_NEW', detail: 'As the server says.' }).message).toBe('As the server says.');
});

test.each([
  ['loss <', 'En la columna 7 se esperaba un valor y el filtro se acaba.'],
  ['loss = 1 )', '«)» sobra en la columna 10; las comparaciones se unen con «and» u «or».'],
  ['(loss = 1', 'El paréntesis de la columna 1 no se cierra.'],
  ['and', /comparaci/],
  ['', undefined],
  ['loss', 'En la columna 5 se esperaba una comparación como =, <, contains o in y el filtro se acaba.'],
  ['attributes.statu = x', '«attributes.statu», en la columna 1, no es un atributo; ¿querías decir «status»?'],
  ['loss < "x', 'Las comillas de la columna 8 no se cierran.'],
  ['a in ()', 'La lista de la columna 6 está vacía.'],
  ['a =~ "(x)\\\\1"', /se refiere a un grupo anterior/],
  ['metrics.loss like x', /compara textos, y loss es un número/],
  ['created > yesterday', /no son milisegundos ni una fecha/],
])(
  'what is wrong with the filter %s is said in the language of the reader, and in English by the API',
  (filter, says) => {
    const problem = refusedFilter(filter);
    if (says === undefined) return expect(problem).toBeUndefined();
    const answer = { status: 400, body: JSON.stringify(problem) };
    const spanish = inLanguageOf({ 'accept-language': 'es' }, () => apiErrorFrom(answer));
    expect(spanish.message).toMatch(says);
    expect([spanish.detail, spanish.fields[0]?.message]).toEqual([
      undefined,
      expect.stringMatching(/^no se entiende en/),
    ]);
    expect(apiErrorFrom(answer)).toMatchObject({ message: problem?.detail, detail: undefined });
  },
);

function refusedFilter(filter: string) {
  try {
    parseNativeFilter(filter, nativeRunsGrammar);
    return undefined;
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    return { code: error.code, detail: error.message, fields: error.fields };
  }
}

test('what is wrong with plain fields is said in the language of the reader too', () => {
  const schema = z.strictObject({
    name: textUpTo(3).min(1),
    epochs: z.int().min(1).max(10),
    kind: z.enum(['a', 'b']),
    ids: z.array(z.string()).max(1),
  });
  const refused = (value: unknown) => {
    try {
      return parseInput(schema, value) && undefined;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const body = JSON.stringify({ code: error.code, detail: error.message, fields: error.fields });
      return inLanguageOf({ 'accept-language': 'es' }, () => apiErrorFrom({ status: 400, body }));
    }
  };
  const wrong = refused({ name: '🚀🚀🚀🚀', epochs: 0.5, kind: 'c', ids: ['x', 'y'], more: 1 });
  expect(Object.fromEntries(wrong?.fields.map((field) => [field.path, field.message]) ?? [])).toEqual({
    name: 'debe tener como mucho 3 caracteres',
    epochs: 'debe ser un número entero',
    kind: 'debe ser uno de estos: a, b',
    ids: 'debe tener como mucho 1 elemento',
    more: 'no es un campo conocido',
  });
  const missing = refused({ name: '', epochs: 11, ids: [] });
  expect(missing?.message).toBe(
    'Hay que revisar esto: name no puede estar vacío; epochs debe ser como mucho 10; kind debe ser uno de estos: a, b.',
  );
  expect(missing?.detail).toBeUndefined();
});

test('each fault of a filter has a sentence in Spanish, with the values that the English one has', () => {
  const values = { found: 'FOUND', column: 4321, name: 'NAME', meant: 'MEANT', known: 'KNOWN', most: 9876 };
  for (const [fault, english] of Object.entries(nativeFaults)) {
    const field = { code: `filter.${fault}`, values };
    const spanish = inLanguageOf({ 'accept-language': 'es' }, () => text.problems.fault(field));
    const shown = (sentence = '') => Object.values(values).filter((value) => sentence.includes(String(value)));
    expect(shown(spanish), fault).toEqual(shown((english as (of: object) => string)(values)));
    expect(spanish).not.toBe((english as (of: object) => string)(values));
  }
});
