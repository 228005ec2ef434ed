import type { Language } from './choose-language.ts';

/** How a language writes numbers and times. */
interface Locale {
  /** Whole numbers, grouped as the language does. */
  whole: Intl.NumberFormat;
  decimal: string;
  /** Tag for dates. */
  dates: string;
  units: { day: string; hour: string; minute: string; second: string };
  ages: { now: string; past: (span: string) => string; future: (span: string) => string };
}

const whole = { maximumFractionDigits: 0 };

export const locales: Record<Language, Locale> = {
  en: {
    whole: new Intl.NumberFormat('en-US', whole),
    decimal: '.',
    dates: 'en-GB',
    units: { day: 'd', hour: 'h', minute: 'm', second: 's' },
    ages: { now: 'just now', past: (span) => `${span} ago`, future: (span) => `in ${span}` },
  },
  es: {
    whole: new Intl.NumberFormat('es', whole),
    decimal: ',',
    dates: 'es',
    units: { day: 'd', hour: 'h', minute: 'min', second: 's' },
    ages: { now: 'ahora mismo', past: (span) => `hace ${span}`, future: (span) => `dentro de ${span}` },
  },
};
