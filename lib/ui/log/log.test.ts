import { describe, expect, test } from 'vitest';
import { parseAnsi, stripAnsi } from './ansi.ts';
import { foldReturns } from './fold-returns.ts';
import { splitMatches } from './split-matches.ts';

const esc = '\u001b';

describe('colours of the terminal', () => {
  test('plain text is one stretch', () => expect(parseAnsi('epoch 1')).toEqual([{ text: 'epoch 1' }]));

  test('colour, bold and reset', () => {
    expect(parseAnsi(`${esc}[1;31mfailed${esc}[0m at step 3`)).toEqual([
      { text: 'failed', bold: true, color: 'red' },
      { text: ' at step 3' },
    ]);
  });

  test('an attribute is switched off alone', () => {
    expect(parseAnsi(`${esc}[1;32ma${esc}[22mb${esc}[39mc`)).toEqual([
      { text: 'a', bold: true, color: 'green' },
      { text: 'b', color: 'green' },
      { text: 'c' },
    ]);
  });

  test('256 and true colours', () => {
    expect(parseAnsi(`${esc}[38;5;196mx`)).toEqual([{ text: 'x', color: 'rgb(255 0 0)' }]);
    expect(parseAnsi(`${esc}[38;2;1;2;3;4mx`)).toEqual([{ text: 'x', color: 'rgb(1 2 3)', underline: true }]);
    expect(parseAnsi(`${esc}[48;5;232mx`)).toEqual([{ text: 'x', background: 'rgb(8 8 8)' }]);
  });

  test('cursor moves, links and stray control characters leave no trace', () => {
    expect(stripAnsi(`${esc}[2K${esc}[1Adone${esc}]8;;http://x${esc}\\link${esc}]8;;${esc}\\\u0007`)).toBe('donelink');
    expect(
      parseAnsi(`${esc}[?25lx`)
        .map((span) => span.text)
        .join(''),
    ).not.toContain(esc);
  });
});

describe('progress bars', () => {
  test('a return starts the line over', () => expect(foldReturns(' 10 %\r 50 %\r100 %')).toBe('100 %'));
  test('what was longer stays, as in a terminal', () => expect(foldReturns('abcdef\rXY')).toBe('XYcdef'));
  test('a return at the end (Windows) changes nothing', () => expect(foldReturns('done\r')).toBe('done'));
  test('colours keep to their letters', () => {
    expect(foldReturns(`${esc}[32m 10 %${esc}[0m\r${esc}[31m9`)).toBe(`${esc}[31m9${esc}[0m${esc}[32m10 %${esc}[0m`);
    expect(stripAnsi(foldReturns(`${esc}[32m 10 %${esc}[0m\r${esc}[32m 9 %`))).toBe(' 9 %%');
  });
  test('what is erased is gone', () => {
    expect(foldReturns(`downloading 100 %\r${esc}[Kdone`)).toBe('done');
    expect(foldReturns(`abc${esc}[2K\rx`)).toBe('x');
    expect(foldReturns('abc\b\bX')).toBe('aXc');
    expect(foldReturns(`ab${esc}[5Gc${esc}[2DX`)).toBe('ab Xc');
  });
  test('letters of two halves are one, and a cursor sent far away makes no more than a wide line', () => {
    expect(foldReturns('🚀🚀\rx')).toBe('x🚀');
    expect(foldReturns(`${esc}[999999999Cx`).length).toBe(10_001);
  });
  test('a bar of a hundred thousand updates is its last', () =>
    expect(foldReturns(Array.from({ length: 100_000 }, (_, at) => `\rstep ${at}`).join(''))).toBe('step 99999'));
});

describe('search', () => {
  test('hits are the odd parts', () => expect(splitMatches('a-B-a', 'a')).toEqual(['', 'a', '-B-', 'a', '']));
});
