import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test('quotes what needs quotes, and leaves out what is missing', () => {
  expect(csvLine(['a', null, 1.5, 'x,y', 'say "hi"', 'two\nlines', 'NaN', ['a', 'b'], ''])).toBe(
    'a,,1.5,"x,y","say ""hi""","two\nlines",NaN,a; b,\r\n',
  );
});

test('no text is taken for a formula, and no number for a text', () => {
  expect(csvLine(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\tx', '=HYPERLINK("http://x")'])).toBe(
    `'=1+1,'+cmd|x,'-2+3,'@SUM(A1),'\tx,"'=HYPERLINK(""http://x"")"\r\n`,
  );
  expect(csvLine([-1, -1e-7, '-0.5', '+3', '-1e-7', '-Infinity', '-'])).toBe("-1,-1e-7,-0.5,+3,-1e-7,-Infinity,'-\r\n");
});
