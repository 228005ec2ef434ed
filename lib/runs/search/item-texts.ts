/** Between the keys of a run in one text; keys hold no control characters. */
export const keySeparator = '\u0001';

/** The lists of keys of a page: its runs mostly have the same ones, so each list is made into JSON once. */
export class KeyTexts {
  readonly #made = new Map<string, string[]>();

  /** {"key":"...","value": for each key. */
  of(joined: string): string[] {
    let texts = this.#made.get(joined);
    if (!texts) {
      texts = joined.split(keySeparator).map((key) => `{"key":${JSON.stringify(key)},"value":`);
      this.#made.set(joined, texts);
    }
    return texts;
  }
}

/** The last points of a run as items of a JSON list. The columns are joined by commas, as PostgreSQL writes numbers. */
export function metricItems(keys: string[], values: string, ats: string, steps: string): string {
  const [value, at, step] = [values.split(','), ats.split(','), steps.split(',')];
  // Joined at once: a text that grows piece by piece costs twice as much.
  const items = keys.map((key, index) => {
    const number = value[index] ?? '0';
    // NaN, Infinity and -Infinity are no numbers of JSON.
    const last = number.charCodeAt(number.length - 1) > 57 ? `"${number}"` : number;
    return `${key}${last},"timestamp":${at[index]},"step":${step[index]}}`;
  });
  return items.join(',');
}

/** Params or tags of a run as items of a JSON list. @param values a JSON list of texts */
export function pairItems(keys: string[], values: string): string {
  const texts: string[] = JSON.parse(values);
  return keys.map((key, index) => `${key}${JSON.stringify(texts[index])}}`).join(',');
}
