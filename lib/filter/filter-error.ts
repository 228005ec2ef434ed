import { DomainError, type FieldError } from '../errors.ts';

/** A filter or an order that cannot be read. Says where in its text, and what would be right. */
export class FilterError extends DomainError {
  /** Counted from 1. */
  readonly column: number;

  constructor(message: string, column: number, path = 'filter', reason: Pick<FieldError, 'code' | 'values'> = {}) {
    super('INVALID_INPUT', message, { fields: [{ path, message: `cannot be read at column ${column}`, ...reason }] });
    this.name = 'FilterError';
    this.column = column;
  }
}

const shownLetters = 200;

/** A piece of the user's text, short enough for a message. */
export function shown(text: string): string {
  return text.length > shownLetters ? `${text.slice(0, shownLetters)}…` : text;
}
