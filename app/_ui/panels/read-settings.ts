/** Reads stored settings field by field: what is missing or of another type becomes what is given for it. */
export interface StoredSettings {
  string(name: string, otherwise: string): string;
  /** Within the bounds, where there are any. */
  number(name: string, otherwise: number, least?: number, most?: number): number;
  boolean(name: string, otherwise: boolean): boolean;
  /** One of several words. */
  choice<Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word;
  /** Those of a list that are strings, at most `most`. */
  strings(name: string, most?: number): string[];
}

/** For the `read` of a kind of panel: never throws, whatever was stored. */
export function storedSettings(stored: unknown): StoredSettings {
  const fields = new Map<string, unknown>(typeof stored === 'object' && stored !== null ? Object.entries(stored) : []);
  return {
    string(name, otherwise) {
      const value = fields.get(name);
      return typeof value === 'string' ? value : otherwise;
    },
    number(name, otherwise, least = -Infinity, most = Infinity) {
      const value = fields.get(name);
      return typeof value === 'number' && value >= least && value <= most ? value : otherwise;
    },
    boolean(name, otherwise) {
      const value = fields.get(name);
      return typeof value === 'boolean' ? value : otherwise;
    },
    choice(name, words, otherwise) {
      const value = fields.get(name);
      return words.find((word) => word === value) ?? otherwise;
    },
    strings(name, most = 100) {
      const value = fields.get(name);
      return Array.isArray(value) ? value.filter((each) => typeof each === 'string').slice(0, most) : [];
    },
  };
}
