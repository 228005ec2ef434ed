const literal = (letter: string) => letter.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Whether a text fits a pattern of SQL's LIKE: % any letters, _ one, a backslash takes the next as it is. Pure. */
export function isLike(text: string, pattern: string, { ignoreCase = false } = {}): boolean {
  let expression = '';
  for (const letter of pattern.matchAll(/\\([\s\S])|\\$|[\s\S]/gu)) {
    const [whole, escaped] = letter;
    if (escaped !== undefined) expression += literal(escaped);
    else if (whole === '%') expression += '.*';
    else if (whole === '_') expression += '.';
    else expression += literal(whole);
  }
  return new RegExp(`^${expression}$`, ignoreCase ? 'isu' : 'su').test(text);
}
