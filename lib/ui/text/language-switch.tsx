'use client';

import { useCommands } from '../palette/palette.tsx';
import { type Language, languageCookie, languageNames } from './choose-language.ts';
import { language } from './language.ts';
import { text } from './text.ts';

const languages = Object.keys(languageNames) as Language[];

/** Keeps the choice for a year and loads the page again: only the texts of one language are here. */
function speak(next: Language): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store interface is not in every browser yet
  document.cookie = `${languageCookie}=${next}; path=/; max-age=31536000; samesite=lax${secure}`;
  location.reload();
}

/** Goes to the next language. It is named in itself, for those who do not read the present one. */
export function LanguageSwitch() {
  const now = language();
  const next = languages[(languages.indexOf(now) + 1) % languages.length] ?? now;
  useCommands(
    languages
      .filter((each) => each !== now)
      .map((each) => ({
        id: `language-${each}`,
        label: text.language.speak(languageNames[each]),
        run: () => speak(each),
      })),
  );
  return (
    <button
      type="button"
      className="icon-btn rail-item rail-language"
      lang={next}
      title={languageNames[next]}
      onClick={() => speak(next)}
    >
      {next.toUpperCase()} <span className="sr-only">{languageNames[next]}</span>
    </button>
  );
}
