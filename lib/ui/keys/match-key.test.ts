import { expect, test } from 'vitest';
import { ariaKeys, keyName, showKey } from './match-key.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test('a press is named as shortcuts are written', () => {
  expect(keyName(press('j'))).toBe('j');
  expect(keyName(press('?', { shiftKey: true }))).toBe('?');
  expect(keyName(press('K', { metaKey: true }))).toBe('mod+k');
  expect(keyName(press('k', { ctrlKey: true }))).toBe('mod+k');
  expect(keyName(press('X', { shiftKey: true }))).toBe('shift+x');
  expect(keyName(press('Enter', { shiftKey: true }))).toBe('shift+enter');
  expect(keyName(press(' '))).toBe('space');
});

test('shortcuts are shown as on the keyboard in front of the reader', () => {
  expect(showKey('mod+k', true)).toBe('⌘K');
  expect(showKey('mod+k', false)).toBe('Ctrl K');
  expect(showKey('mod+shift+z', true)).toBe('⌘⇧Z');
  expect(showKey('mod+shift+z', false)).toBe('Ctrl Shift Z');
  expect(showKey('g h', true)).toBe('g h');
});

test('shortcuts are told to screen readers as they know them', () => {
  expect(ariaKeys('mod+b')).toBe('Control+B Meta+B');
  expect(ariaKeys('shift+t')).toBe('Shift+T');
  expect(ariaKeys('/')).toBe('/');
  expect(ariaKeys('g h')).toBeUndefined();
});
