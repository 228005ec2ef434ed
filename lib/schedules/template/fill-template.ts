import { DomainError, type FieldError } from '../../errors.ts';

/** What a template may leave blank, for one run. */
export interface Blanks {
  /** The time it is due, in UTC. */
  nominal_time: string;
  /** The day of that in the schedule's zone: 2026-11-28. */
  nominal_date: string;
  /** The nominal time before, and this one: the stretch of time that a run stands for. */
  interval_start: string;
  interval_end: string;
}

const blank = /\{\{\s*([\w.-]+)\s*\}\}/g;
const names = ['nominal_time', 'nominal_date', 'interval_start', 'interval_end'] as const satisfies (keyof Blanks)[];

/** The blanks of a run at a nominal time. */
export function blanksOf({ at, before, timeZone }: { at: Date; before: Date | undefined; timeZone: string }): Blanks {
  const end = at.toISOString();
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return {
    nominal_time: end,
    nominal_date: day.format(at),
    interval_start: (before ?? at).toISOString(),
    interval_end: end,
  };
}

/**
 * A template with its blanks filled: in each text, at any depth.
 * @throws DomainError INVALID_INPUT naming each blank that is not known
 */
export function fillTemplate(template: unknown, blanks: Blanks): unknown {
  const unknown: FieldError[] = [];
  const fill = (value: unknown, path: string): unknown => {
    if (typeof value === 'string') {
      return value.replace(blank, (whole, name: string) => {
        const known = names.find((one) => one === name);
        if (known) return blanks[known];
        unknown.push({
          path,
          message: `has the blank "${name}"; known are ${names.join(', ')}`,
          code: 'schedule.blank',
          values: { name, known: names.join(', ') },
        });
        return whole;
      });
    }
    if (Array.isArray(value)) return value.map((one, index) => fill(one, `${path}.${index}`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, `${path}.${key}`)]));
  };
  const filled = fill(template, 'template');
  const [first] = unknown;
  if (!first) return filled;
  throw new DomainError('INVALID_INPUT', `The template is not valid: ${first.path} ${first.message}.`, {
    fields: unknown,
  });
}
