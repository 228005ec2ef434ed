import type { Shortcut } from '../keys/keys.tsx';
import { text } from '../text/text.ts';
import type { PaletteItem } from './rank-items.ts';

/** What the keys of this page do, as entries of the palette; what a command does already comes once. Pure. */
export function shortcutItems(shortcuts: readonly Shortcut[], commands: readonly PaletteItem[]): PaletteItem[] {
  const said = new Set(commands.map((command) => command.label));
  // Of one key the shortcut registered last wins, here as on the keyboard.
  const byKey = new Map(
    shortcuts.filter((each) => each.group === text.keys.groups.page).map((each) => [each.key, each]),
  );
  return [...byKey.values()].flatMap((shortcut) => {
    if (said.has(shortcut.label)) return [];
    said.add(shortcut.label);
    return {
      id: `key-${shortcut.key}`,
      label: shortcut.label,
      group: text.keys.groups.page,
      keys: shortcut.key,
      run: () => shortcut.run(new KeyboardEvent('keydown')),
    };
  });
}
