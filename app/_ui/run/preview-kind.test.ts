import { expect, test } from 'vitest';
import { looksLikeText, previewKind } from './preview-kind.ts';

const kind = (path: string, mime = 'application/octet-stream') => previewKind({ path, mime });

test('a file is shown by its name, or by the type it was given', () => {
  expect(kind('a/eval.CSV')).toBe('table');
  expect(kind('README.md')).toBe('markdown');
  expect(kind('plot.html')).toBe('page');
  expect(kind('x', 'text/html; charset=utf-8')).toBe('page');
  expect(kind('x.svg', 'image/svg+xml')).toBe('drawing');
  expect(kind('x.png')).toBe('image');
  expect(kind('x', 'application/ld+json')).toBe('json');
  expect(kind('config.yaml', 'application/yaml')).toBe('text');
  expect(kind('weights.bin')).toBe('none');
  expect(kind('train.py')).toBe('unknown');
});

test('text is known by its bytes', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(looksLikeText(bytes('flavors:\n  python_function: {}\n'))).toBe(true);
  expect(looksLikeText(bytes('árbol 🚀').slice(0, -1))).toBe(true);
  expect(looksLikeText(new Uint8Array([1, 2, 0, 4]))).toBe(false);
  expect(looksLikeText(new Uint8Array(400).fill(0xff))).toBe(false);
  expect(looksLikeText(new Uint8Array(0))).toBe(true);
});
