/**
 * `word`: letters, digits, _ and $; `quoted`: in ' " or backticks; `number`: with its sign; `operator`: of < > = ! ~;
 * `broken`: a quote that is never closed, up to the end; `mark`: any other character.
 */
export type TokenKind = 'word' | 'quoted' | 'number' | 'operator' | 'broken' | 'mark' | 'end';

export interface Token {
  kind: TokenKind;
  /** As it stands in the text. */
  text: string;
  /** Of `quoted`: what stands between the quotes, as it stands there. */
  inner: string;
  /** Counted from 1. */
  column: number;
  /** No space before it. */
  glued: boolean;
}

const space = /\s+/y;
// One way only to read a row of digits: two would take the square of its length where a letter follows.
const number = /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\p{L}\p{N}_$])/uy;
const word = /[\p{L}\p{N}\p{M}_][\p{L}\p{N}\p{M}_$]*/uy;
const operator = /[<>=!~]+/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * Where the quote that opens at `at` ends. A doubled quote and one behind a backslash do not end it, unless no other does:
 * so MLflow's tokenizer has it.
 */
function endOfQuote(text: string, at: number): number | undefined {
  const quote = text[at] ?? '';
  let passed: number | undefined;
  for (let from = at + 1; ; ) {
    const found = text.indexOf(quote, from);
    if (found < 0) return passed;
    const doubled = text[found + 1] === quote;
    const escaped = quote !== '`' && found > from && text[found - 1] === '\\';
    if (!doubled && !escaped) return found;
    passed = found;
    from = found + (escaped ? 1 : 2);
  }
}

function next(text: string, at: number, afterDot: boolean): { kind: TokenKind; text: string; inner?: string } {
  const first = text[at] ?? '';
  if (first === "'" || first === '"' || first === '`') {
    const end = endOfQuote(text, at);
    if (end === undefined) return { kind: 'broken', text: text.slice(at) };
    return { kind: 'quoted', text: text.slice(at, end + 1), inner: text.slice(at + 1, end) };
  }
  // Behind the dot of a field even digits are part of its name: metrics.accuracy.5
  const numeric = afterDot ? null : match(number, text, at);
  if (numeric) return { kind: 'number', text: numeric[0] };
  const named = match(word, text, at);
  if (named) return { kind: 'word', text: named[0] };
  const compared = match(operator, text, at);
  if (compared) return { kind: 'operator', text: compared[0] };
  return { kind: 'mark', text: String.fromCodePoint(text.codePointAt(at) ?? 0) };
}

/** The tokens of a filter or an order, the last one `end`. Pure; never throws. */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let glued = false;
  let afterDot = false;
  while (at < text.length) {
    const blank = match(space, text, at);
    if (blank) {
      at += blank[0].length;
      glued = false;
      afterDot = false;
      continue;
    }
    const found = next(text, at, afterDot);
    tokens.push({ kind: found.kind, text: found.text, inner: found.inner ?? '', column: at + 1, glued });
    at += found.text.length;
    // 1.5 is a number, and the dot of a name follows a name.
    afterDot = found.text === '.' && glued && tokens.length > 1;
    glued = true;
  }
  tokens.push({ kind: 'end', text: '', inner: '', column: text.length + 1, glued: false });
  return tokens;
}
