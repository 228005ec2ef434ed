/** The word that is being typed in a filter, what it can be, and where it begins. */
export type Typed =
  | { kind: 'key'; word: string; start: number }
  | { kind: 'value'; field: string; word: string; start: number };

const key = '(?:`[^`]*`|"[^"]*"|[\\w./:@-]+)';
const valuePlace = new RegExp(
  `(${key})\\s*(?:=~|!~|!=|<>|==|=|contains|in\\s*\\((?:[^()]*,)?)\\s*("?)([^\\s()",]*)$`,
  'i',
);
const keyPlace = /(?:^|\band\b|\bor\b|\bnot\b|\()\s*(`?)([\w./:@-]*)$/i;

/**
 * What somebody types at the end of a filter: the value behind a comparison, or a key at its beginning.
 * @returns undefined where neither can stand, or nothing has been typed of a key
 */
export function readTyped(before: string): Typed | undefined {
  const value = valuePlace.exec(before);
  if (value) {
    const [, field = '', quote = '', word = ''] = value;
    return { kind: 'value', field, word, start: before.length - word.length - quote.length };
  }
  const found = keyPlace.exec(before);
  if (!found) return undefined;
  const [, quote = '', word = ''] = found;
  return word === '' ? undefined : { kind: 'key', word, start: before.length - word.length - quote.length };
}
