import { z } from 'zod';

// Lengths are counted as MLflow's clients count them, in Python: a character beyond the first 65,536 is one, not two.

/** Whether a text has more characters than allowed. */
export function exceeds(text: string, most: number): boolean {
  if (text.length <= most) return false;
  let surrogates = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit < 0xdc00) surrogates++;
  }
  return text.length - surrogates > most;
}

/** The first characters of a text, none of them cut in two. */
export function cutTo(text: string, most: number): string {
  if (text.length <= most) return text;
  let units = 0;
  for (let count = 0; count < most && units < text.length; count++) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return text.slice(0, units);
}

/**
 * A text of at most so many characters; JSON Schema counts them in the same way.
 * @param options.trim spaces around it are left out first
 */
export function textUpTo(most: number, { message = `must have at most ${most} characters`, trim = false } = {}) {
  const text = trim ? z.string().trim() : z.string();
  return text.refine((value) => !exceeds(value, most), { message, params: { most } }).meta({ maxLength: most });
}
