import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import { chooseLanguage, type Language, languageCookie } from '../ui/text/choose-language.ts';
import { languageSlot } from '../ui/text/language.ts';

const slots = globalThis as typeof globalThis & { [languageSlot]?: AsyncLocalStorage<Language> };

function cookieOf(headers: IncomingHttpHeaders): string | undefined {
  const start = `${languageCookie}=`;
  return headers.cookie
    ?.split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(start))
    ?.slice(start.length);
}

/** Does `work` in the language of who sent these headers: whatever it draws reads it, in every copy of the texts. */
export function inLanguageOf<T>(headers: IncomingHttpHeaders, work: () => T): T {
  slots[languageSlot] ??= new AsyncLocalStorage();
  const language = chooseLanguage({ cookie: cookieOf(headers), accepts: headers['accept-language'] });
  return slots[languageSlot].run(language, work);
}
