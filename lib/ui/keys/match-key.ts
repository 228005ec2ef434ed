/** What of a keyboard event decides; a DOM event fits. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * The name of a press as shortcuts are written: `j`, `?`, `mod+k`, `shift+enter`, `escape`. `mod` is ⌘ or Ctrl.
 * Shift is named only where the character does not already say it.
 */
export function keyName(press: KeyPress): string {
  const key = press.key === ' ' ? 'space' : press.key.length === 1 ? press.key : press.key.toLowerCase();
  const letter = /^[a-z]$/i.test(key);
  const parts: string[] = [];
  if (press.ctrlKey || press.metaKey) parts.push('mod');
  if (press.altKey) parts.push('alt');
  if (press.shiftKey && (letter || press.key.length > 1)) parts.push('shift');
  parts.push(letter ? key.toLowerCase() : key);
  return parts.join('+');
}

/** `mod+k` -> `⌘K` or `Ctrl K`; `g h` -> `g h`. */
export function showKey(shortcut: string, mac: boolean): string {
  return shortcut
    .replace('mod+', mac ? '⌘' : 'Ctrl ')
    .replace('shift+', mac ? '⇧' : 'Shift ')
    .replace(/(⌘⇧?|Ctrl (?:Shift )?)([a-z])$/, (_, mod: string, letter: string) => mod + letter.toUpperCase())
    .replace('enter', '↵')
    .replace('escape', 'Esc');
}

/** As `aria-keyshortcuts` has it: `mod+b` -> `Control+B Meta+B`; undefined for sequences, which it cannot say. */
export function ariaKeys(shortcut: string): string | undefined {
  if (shortcut.includes(' ')) return undefined;
  const said = (mod: string) =>
    shortcut
      .split('+')
      .map((part) =>
        part === 'mod' ? mod : part === 'escape' ? 'Escape' : part.replace(/^./, (letter) => letter.toUpperCase()),
      )
      .join('+');
  return shortcut.includes('mod+') ? `${said('Control')} ${said('Meta')}` : said('');
}
