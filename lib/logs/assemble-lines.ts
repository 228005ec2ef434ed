import { type OpenLines, streamKey } from './line-index.ts';

/** A piece of a log with its text. */
export interface LogPieceRow {
  id: number;
  attempt: number;
  stream: string;
  text: string;
  at: Date;
}

/** A line as its streams wrote it, carriage returns and colours included. */
export interface RawLine {
  number: number;
  attempt: number;
  stream: string;
  text: string;
  /** When its first character was written. */
  at: Date;
}

export interface Assembler {
  /** Takes the next piece, and gives the lines that it ends, in the order in which they end. */
  push: (piece: LogPieceRow) => RawLine[];
  /** Lines that have begun and not ended. */
  open: () => RawLine[];
}

/**
 * Puts lines together from pieces in the order of their ids.
 * @param from the number of the line that begins first
 * @param before lines open there: what is written on of them is left out, for their beginning is not here
 */
export function createAssembler(from: number, before: OpenLines = new Map()): Assembler {
  let next = from;
  const open = new Map<string, RawLine>();
  const headless = new Set(before.keys());
  return {
    push(piece) {
      const ended: RawLine[] = [];
      const stream = streamKey(piece);
      const parts = piece.text.split('\n');
      for (const [index, part] of parts.entries()) {
        const ends = index < parts.length - 1;
        if (headless.has(stream)) {
          if (ends) headless.delete(stream);
          continue;
        }
        let line = open.get(stream);
        if (line) line.text += part;
        else if (part !== '' || ends) {
          const { attempt, stream: name, at } = piece;
          line = { number: next++, attempt, stream: name, text: part, at };
          open.set(stream, line);
        }
        if (line && ends) {
          ended.push(line);
          open.delete(stream);
        }
      }
      return ended;
    },
    open: () => [...open.values()],
  };
}
