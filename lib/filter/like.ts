type Part = 'letters' | 'letter' | { is: string };

function partsOf(pattern: string): Part[] {
  return Array.from(pattern.matchAll(/\\([\s\S])|[\s\S]/gu), ([whole, escaped]): Part => {
    if (escaped !== undefined) return { is: escaped };
    if (whole === '%') return 'letters';
    return whole === '_' ? 'letter' : { is: whole };
  });
}

/**
 * Whether a text fits a pattern of SQL's LIKE: % any letters, _ one, a backslash takes the next as it is. Pure. Takes at
 * most the product of both lengths, whatever the pattern; as a regular expression, forty % are beyond any measure.
 */
export function isLike(text: string, pattern: string, { ignoreCase = false } = {}): boolean {
  const letters = Array.from(ignoreCase ? text.toLowerCase() : text);
  const parts = partsOf(ignoreCase ? pattern.toLowerCase() : pattern);
  let part = 0;
  let at = 0;
  // Behind the last %: only that one has to be tried with more letters.
  let retry: { part: number; at: number } | undefined;
  while (at < letters.length) {
    const wanted = parts[part];
    if (wanted === 'letters') {
      part += 1;
      retry = { part, at };
    } else if (wanted === 'letter' || wanted?.is === letters[at]) {
      part += 1;
      at += 1;
    } else if (retry) {
      retry.at += 1;
      ({ part, at } = retry);
    } else return false;
  }
  return parts.slice(part).every((one) => one === 'letters');
}
