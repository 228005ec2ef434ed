/**
 * Items of JSON lists, {"key":...,"value":...}, from the keys of a run and its values. The runs of a page mostly have the
 * same keys, so that each list of keys is read once.
 */
export class KeyTexts {
  readonly #begin: string;
  readonly #end: string;
  readonly #read = new Map<string, string[]>();

  /** @param begin stands before each value. @param end stands behind it */
  constructor(begin: string, end: string) {
    this.#begin = begin;
    this.#end = end;
  }

  /**
   * The items of one run.
   * @param keys a JSON list of texts
   * @param values as many, with `separator` between each two and nowhere else
   */
  items(keys: string, values: string, separator: string): string {
    const [first = '', ...others] = this.#before(keys);
    let at = 0;
    // Half of what it costs to split the values and to join them with the keys.
    return `${first}${values.replaceAll(separator, () => others[at++] ?? '')}${this.#end}`;
  }

  /** What stands before each value, the end of the item before it included. */
  #before(list: string): string[] {
    let before = this.#read.get(list);
    if (!before) {
      const keys: string[] = JSON.parse(list);
      before = keys.map((key, index) => {
        const item = `{"key":${JSON.stringify(key)},"value":${this.#begin}`;
        return index === 0 ? item : `${this.#end},${item}`;
      });
      this.#read.set(list, before);
    }
    return before;
  }
}
