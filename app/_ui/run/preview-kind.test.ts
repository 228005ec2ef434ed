import { expect, test } from 'vitest';
import { previewKind } from './preview-kind.ts';

test('markup and pictures with scripts are text, never a document of ours', () => {
  expect(previewKind('text/html; charset=utf-8')).toBe('text');
  expect(previewKind('image/svg+xml')).toBe('text');
  expect(previewKind('image/png')).toBe('image');
  expect(previewKind('application/json')).toBe('json');
  expect(previewKind('application/ld+json')).toBe('json');
  expect(previewKind('application/octet-stream')).toBe('none');
});
