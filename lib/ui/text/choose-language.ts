export type Language = 'en' | 'es';

/** Each language as its readers call it. */
export const languageNames: Record<Language, string> = { en: 'English', es: 'Español' };

export const languageCookie = 'traza-language';

/** The language of a tag such as `es` or `es-MX`; undefined when the dashboard does not speak it. */
export function readLanguage(tag: string | undefined): Language | undefined {
  const primary = tag?.trim().split('-', 1)[0]?.toLowerCase();
  return primary === 'en' || primary === 'es' ? primary : undefined;
}

/**
 * What a reader gets: the choice made here before, else the language that the browser likes best among ours.
 * @param cookie value of the cookie `languageCookie`
 * @param accepts the header Accept-Language, as in `fr, es-MX;q=0.8, en;q=0.5`
 */
export function chooseLanguage({
  cookie,
  accepts = '',
}: {
  cookie: string | undefined;
  accepts: string | undefined;
}): Language {
  const chosen = readLanguage(cookie);
  if (chosen) return chosen;
  let best: { language: Language; weight: number } = { language: 'en', weight: 0 };
  for (const part of accepts.split(',')) {
    const [tag, quality = 'q=1'] = part.split(/\s*;\s*/);
    const language = readLanguage(tag);
    const weight = Number(quality.slice(2));
    // Of equals the first stays: NaN, a weight that says nothing, never wins.
    if (language && weight > best.weight) best = { language, weight };
  }
  return best.language;
}
