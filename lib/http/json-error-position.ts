const whitespace = /[ \t\n\r]*/y;
const token =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a JSON string may not hold them
  /[[\]{},:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Where a text stops being JSON: the index of the first character that cannot stand there, or the text's length when
 * it ends too early. Only called on texts that JSON.parse refused, whose message often leaves the place out.
 */
export function jsonErrorPosition(text: string): number {
  const open: string[] = [];
  let expect: 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing' = 'value';
  let at = 0;
  const afterValue = () => (open.length === 0 ? 'nothing' : 'commaOrEnd');
  for (;;) {
    whitespace.lastIndex = at;
    at += whitespace.exec(text)?.[0].length ?? 0;
    if (at >= text.length || expect === 'nothing') return at;
    token.lastIndex = at;
    const word = token.exec(text)?.[0];
    if (word === undefined) return at;
    const inObject = open.at(-1) === '{';
    if (expect === 'colon') {
      if (word !== ':') return at;
      expect = 'value';
    } else if (expect === 'key' || expect === 'keyOrEnd') {
      if (word.startsWith('"')) expect = 'colon';
      else if (word === '}' && expect === 'keyOrEnd') {
        open.pop();
        expect = afterValue();
      } else return at;
    } else if (expect === 'commaOrEnd') {
      if (word === ',') expect = inObject ? 'key' : 'value';
      else if (word === (inObject ? '}' : ']')) {
        open.pop();
        expect = afterValue();
      } else return at;
    } else if (word === '{') {
      open.push('{');
      expect = 'keyOrEnd';
    } else if (word === '[') {
      open.push('[');
      expect = 'valueOrEnd';
    } else if (word === ']' && expect === 'valueOrEnd') {
      open.pop();
      expect = afterValue();
    } else if (/^[\]},:]/.test(word)) return at;
    else expect = afterValue();
    at += word.length;
  }
}
