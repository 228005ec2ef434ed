import { chooseLanguage, type Language, languageCookie, readLanguage } from './choose-language.ts';

/**
 * Where a server keeps the language of the request it is drawing: an AsyncLocalStorage, stored by the front door
 * (lib/http/page-language.ts). The pages are drawn by other copies of this module, so the name must find it.
 */
export const languageSlot = Symbol.for('traza.language');

const slots = globalThis as typeof globalThis & { [languageSlot]?: { getStore: () => Language | undefined } };

/** The page says its language. Only one that a server could not begin to draw does not; then we choose as it would. */
function ofDocument(): Language {
  const cookie = document.cookie.split('; ').find((each) => each.startsWith(`${languageCookie}=`));
  return (
    readLanguage(document.documentElement.lang) ??
    chooseLanguage({ cookie: cookie?.slice(languageCookie.length + 1), accepts: navigator.languages.join() })
  );
}

// A change of the language loads the page again, so a browser asks once.
const known = typeof document === 'undefined' ? undefined : ofDocument();

/** The language of now: of the page in a browser, of the request on a server, else English. */
export function language(): Language {
  return known ?? slots[languageSlot]?.getStore() ?? 'en';
}
