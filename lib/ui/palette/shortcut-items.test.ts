import { expect, test } from 'vitest';
import type { Shortcut } from '../keys/keys.tsx';
import { text } from '../text/text.ts';
import { shortcutItems } from './shortcut-items.ts';

const key = (name: string, label: string, group = text.keys.groups.page): Shortcut => ({
  key: name,
  label,
  group,
  run: () => {},
});

test('keys of the page are entries of the palette, each once and as the keyboard has them', () => {
  const items = shortcutItems(
    [key('j', 'Next line'), key('j', 'Next row'), key('f', 'Filter'), key('?', 'Help', text.keys.groups.general)],
    [{ id: 'filter', label: 'Filter', group: 'Actions' }],
  );
  expect(items.map((item) => [item.label, item.keys])).toEqual([['Next row', 'j']]);
});
