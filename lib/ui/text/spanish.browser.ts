import { language } from './language.ts';
import type { Text } from './text.ts';

let texts: Text | undefined;

/** The Spanish texts once they are here; they are sent only to who reads them. */
export function spanish(): Text | undefined {
  return texts;
}

/** What to wait for before a page is drawn. Should it not come, the page is in English: better than no page. */
export const languageReady: Promise<unknown> | undefined =
  language() === 'es'
    ? import('./es.ts').then(
        (file) => {
          texts = file.text;
        },
        () => {},
      )
    : undefined;
