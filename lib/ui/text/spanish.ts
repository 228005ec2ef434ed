import { text } from './es.ts';
import type { Text } from './text.ts';

/** The Spanish texts. Browsers get spanish.browser.ts for this file (package.json, "imports"). */
export function spanish(): Text | undefined {
  return text;
}

/** What to wait for before a page is drawn: nothing on a server, where both languages are loaded. */
export const languageReady: Promise<unknown> | undefined = undefined;
