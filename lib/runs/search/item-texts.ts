/** Lists of keys of a page as JSON: its runs mostly have the same ones, so each list is read once. */
export class KeyTexts {
  readonly #read = new Map<string, string[]>();

  /** {"key":"...","value": for each key. @param list a JSON list of texts */
  of(list: string): string[] {
    let texts = this.#read.get(list);
    if (!texts) {
      const keys: string[] = JSON.parse(list);
      texts = keys.map((key) => `{"key":${JSON.stringify(key)},"value":`);
      this.#read.set(list, texts);
    }
    return texts;
  }
}

/** Params or tags of a run as items of a JSON list. @param values a JSON list of texts, as many as keys */
export function pairItems(keys: string[], values: string): string {
  const texts: string[] = JSON.parse(values);
  // Joined at once: a text that grows piece by piece costs twice as much.
  return keys.map((key, index) => `${key}${JSON.stringify(texts[index])}}`).join(',');
}
