import { spanish } from '#lib/ui/text/spanish.ts';
import { text as english } from './en.ts';
import { language } from './language.ts';

/** What a language says; English is the measure of what there is to say. */
export type Text = typeof english;

/**
 * Every string a page shows, in the language of now. Read it inside functions: a module is loaded once for all
 * languages (lib/testing/check-text.ts looks).
 */
export const text: Text = new Proxy(english, {
  get: (_, area: keyof Text) => ((language() === 'es' && spanish()) || english)[area],
});
