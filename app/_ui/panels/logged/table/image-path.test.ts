import { expect, test } from 'vitest';
import { imagePathOf } from './image-path.ts';

test('an image of a table is the small copy, or the image itself', () => {
  const filepath = 'images/a.png';
  expect(imagePathOf({ type: 'image', filepath, compressed_filepath: 'images/a.webp' })).toBe('images/a.webp');
  expect(imagePathOf({ type: 'image', filepath })).toBe(filepath);
});

test.each([
  { type: 'image', filepath: '../../../other/artifacts/a.png' },
  { type: 'image', filepath: 'images/../../a.png' },
  { type: 'image', filepath: '//evil.example/a.png' },
  { type: 'image', filepath: 'images\\..\\a.png' },
  { type: 'image', filepath: '/a.png' },
  { type: 'image', filepath: 'page.html' },
  { type: 'image', filepath: 'drawing.svg' },
  { type: 'image', filepath: 7 },
  { type: 'text', filepath: 'images/a.png' },
  { filepath: 'images/a.png' },
  'images/a.png',
  null,
])('%j is no image', (cell) => {
  expect(imagePathOf(cell)).toBeUndefined();
});
