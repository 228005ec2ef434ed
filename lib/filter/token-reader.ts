import { FilterError, shown } from './filter-error.ts';
import type { Grammar } from './grammar.ts';
import { lex, type Token } from './lex.ts';

/** Texts longer than this are no filters that a person or a client writes. */
export const maxFilterLength = 400_000;
export const maxTerms = 200;
export const maxListItems = 10_000;

/** A name with its dots: parts of words, or in quotes. */
export interface Path {
  parts: Token[];
  /** As it stands in the text. */
  text: string;
  column: number;
}

/** Reads tokens one after the other. `path` names the field of the request in errors. */
export class TokenReader {
  readonly #tokens: Token[];
  readonly #path: string;
  readonly #phrases: Grammar['phrases'];
  #at = 0;

  /** @throws FilterError for texts that are too long, or that no database column can hold */
  constructor(text: string, path: string, phrases?: Grammar['phrases']) {
    this.#path = path;
    this.#phrases = phrases;
    if (text.length > maxFilterLength) {
      throw this.error(`The ${path} has ${text.length} characters; at most ${maxFilterLength} are taken`, 1);
    }
    const nul = text.indexOf('\0');
    if (nul >= 0)
      throw this.error(`Invalid clause(s) in filter string: the character NUL at column ${nul + 1}`, nul + 1);
    if (!text.isWellFormed()) throw this.error('Invalid clause(s) in filter string: half a surrogate pair', 1);
    this.#tokens = lex(text);
  }

  error(message: string, column: number): FilterError {
    if (!this.#phrases) return new FilterError(message, column, this.#path);
    const { syntax, operator } = this.#phrases;
    const own = message.replace('Invalid clause(s) in filter string', syntax).replace('Invalid comparator', operator);
    return new FilterError(own, column, this.#path);
  }

  peek(ahead = 0): Token {
    const last = this.#tokens.length - 1;
    return this.#tokens[Math.min(this.#at + ahead, last)] as Token;
  }

  take(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** Whether the next token is one of these words, upper or lower case; takes it then. */
  takeWord(...words: string[]): Token | undefined {
    return this.peekWord(0, ...words) ? this.take() : undefined;
  }

  peekWord(ahead: number, ...words: string[]): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && words.includes(token.text.toUpperCase());
  }

  takeMark(mark: string): Token | undefined {
    const token = this.peek();
    return token.kind === 'mark' && token.text === mark ? this.take() : undefined;
  }

  /** A name: metrics.loss, tags."my key", `run name`; undefined where none stands. @throws FilterError when it ends in a dot */
  takePath(): Path | undefined {
    const first = this.peek();
    if (first.kind !== 'word' && first.kind !== 'quoted') return undefined;
    const parts = [this.take()];
    let text = first.text;
    while (this.peek().kind === 'mark' && this.peek().text === '.' && this.peek().glued) {
      const dot = this.take();
      const part = this.peek();
      if ((part.kind !== 'word' && part.kind !== 'quoted') || !part.glued) {
        throw this.error(
          `Invalid clause(s) in filter string: '${shown(text)}.' at column ${first.column} has no name behind its dot; ` +
            'a name with spaces or signs stands in quotes, as in metrics."my name"',
          dot.column,
        );
      }
      parts.push(this.take());
      text += `.${part.text}`;
    }
    return { parts, text, column: first.column };
  }
}
