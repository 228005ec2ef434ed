import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { assignRunColors, chosenColor, hueDistance, runColor, runHexes, runHues, withChosen } from './palette.ts';

const ids = (count: number) =>
  Array.from({ length: count }, (_, index) => `0192f4c0a7${index.toString(16).padStart(22, '0')}`);

test('up to twelve runs never share a hue', () => {
  for (let count = 1; count <= 12; count += 1) {
    const hues = [...assignRunColors(ids(count)).values()].map((color) => color.hue);
    expect(new Set(hues).size).toBe(count);
  }
});

test('the thirteenth repeats a hue with a dash, never a near-duplicate', () => {
  const colors = [...assignRunColors(ids(30)).values()];
  expect(colors.slice(0, 12).every((color) => color.dash.length === 0)).toBe(true);
  expect(colors.slice(12, 24).every((color) => color.dash.length > 0)).toBe(true);
  expect(new Set(colors.map((color) => `${color.hue} ${color.dash}`)).size).toBe(30);
});

test('the same list gives the same colours, and a run keeps its own when others come after it', () => {
  const few = assignRunColors(ids(4));
  const more = assignRunColors(ids(9));
  for (const [id, color] of few) expect(more.get(id)).toEqual(color);
});

test('twelve hues, at least fifteen degrees apart', () => {
  expect(runHues).toHaveLength(12);
  for (const a of runHues) for (const b of runHues) if (a !== b) expect(hueDistance(a, b)).toBeGreaterThanOrEqual(15);
});

test('a place outside the palette still has a colour', () => {
  expect(runColor(-3).css).toBe('var(--run-0)');
  expect(runColor(13).dash).toEqual([6, 4]);
});

test('a colour of the palette that somebody chose follows the theme, any other is what it is', () => {
  expect(runHexes).toHaveLength(runHues.length);
  expect(chosenColor(runHexes[3].toUpperCase())).toBe('var(--run-3)');
  expect(chosenColor('#123456')).toBe('#123456');
  const colors = withChosen(assignRunColors(['a', 'b']), [
    { id: 'b', color: '#123456' },
    { id: 'c', color: runHexes[0] },
    { id: 'a', color: null },
  ]);
  expect(colors.get('a')).toEqual(assignRunColors(['a', 'b']).get('a'));
  expect(colors.get('b')).toMatchObject({ css: '#123456', dash: [] });
  expect(colors.get('c')?.css).toBe('var(--run-0)');
});

test('each place of the palette has a colour in both sets', () => {
  const tokens = readFileSync(path.join(import.meta.dirname, '../../../app/styles/tokens.css'), 'utf8');
  for (const [place, hue] of runHues.entries()) {
    expect(tokens).toContain(`--run-${place}: oklch(var(--run-l) var(--run-c) ${hue});`);
    expect(tokens).toMatch(new RegExp(`--run-${place}: light-dark\\(#`));
  }
});
