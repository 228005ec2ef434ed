import cronstrue from 'cronstrue/i18n.js';

/** What a cron text means, in the languages of the pages; null where the library has no words for it. */
export function sayCron(cron: string): { en: string; es: string } | null {
  const say = (locale: string) => cronstrue.toString(cron, { locale, use24HourTimeFormat: true });
  try {
    return { en: say('en'), es: say('es') };
  } catch {
    return null;
  }
}
