import { describe, expect, test } from 'vitest';
import { parseAnsi, stripAnsi } from './ansi.ts';
import { findMatches, splitMatches } from './find-matches.ts';
import { foldReturns } from './fold-returns.ts';

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
  test('a coloured rewrite replaces the line', () =>
    expect(foldReturns(`${esc}[32m 10 %${esc}[0m\r${esc}[32m9 %`)).toBe(`${esc}[32m9 %`));
});

describe('search', () => {
  const lines = ['Loss 0.4', `${esc}[31mNaN lo${esc}[0mss`, 'x\rdone'].map((text) => ({ text }));
  test('ignores case and colours', () => expect(findMatches(lines, 'LOSS')).toEqual([0, 1]));
  test('an empty query finds nothing', () => expect(findMatches(lines, '')).toEqual([]));
  test('what a return overwrote is not found', () => expect(findMatches(lines, 'x')).toEqual([]));
  test('hits are the odd parts', () => expect(splitMatches('a-B-a', 'a')).toEqual(['', 'a', '-B-', 'a', '']));
});
