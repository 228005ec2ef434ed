import { cutTo, exceeds } from '../text-length.ts';

const longest = 6_000;

function text(value: unknown): string {
  const whole = typeof value === 'string' ? value : JSON.stringify(value);
  return exceeds(whole, longest) ? `${cutTo(whole, longest - 1)}…` : whole;
}

/**
 * A document as flat params for tables: nested keys are joined with dots, lists of plain values with commas, other lists
 * stay JSON. Keys without a value are left out.
 */
export function flattenParams(document: Record<string, unknown>, prefix = ''): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(document)) {
    const key = prefix + name;
    if (value === undefined || value === null) continue;
    if (Array.isArray(value)) {
      params[key] = value.every((one) => typeof one !== 'object') ? text(value.join(', ')) : text(value);
    } else if (typeof value === 'object') {
      Object.assign(params, flattenParams(Object.fromEntries(Object.entries(value)), `${key}.`));
    } else params[key] = text(value);
  }
  return params;
}
