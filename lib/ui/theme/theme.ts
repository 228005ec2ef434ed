/** What the user chose; `system` follows the machine. */
export type Theme = 'light' | 'dark' | 'system';

export const themeCookie = 'traza-theme';

/** Reads the cookie's value; anything unknown is `system`. */
export function parseTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** The next choice of the switch: system, light, dark, and round again. */
export function nextTheme(theme: Theme): Theme {
  return theme === 'system' ? 'light' : theme === 'light' ? 'dark' : 'system';
}
