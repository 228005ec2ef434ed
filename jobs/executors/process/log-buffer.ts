import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { LogPiece, LogStream } from '#lib/logs/append-log-chunks.ts';

const fullAt = 1 << 20;
const longestPiece = 1 << 16;

/**
 * Collects what a child prints, in characters and never in halves of them. Past 1 MiB unread it stops reading the
 * pipes, and the child waits in its next write.
 */
export class LogBuffer implements AsyncIterable<LogPiece> {
  #pieces: LogPiece[] = [];
  #size = 0;
  #open = 0;
  #wake: (() => void) | undefined;
  #sources: Readable[] = [];

  /** Reads a stream of the child until it ends. */
  attach(stream: LogStream, source: Readable): void {
    const decoder = new StringDecoder('utf8');
    this.#open += 1;
    this.#sources.push(source);
    source.on('data', (bytes: Buffer) => this.#add(stream, decoder.write(bytes)));
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      this.#add(stream, decoder.end());
      this.#open -= 1;
      this.#wake?.();
    };
    source.on('end', end);
    source.on('close', end);
    source.on('error', end);
  }

  #add(stream: LogStream, text: string): void {
    for (let at = 0; at < text.length; ) {
      let to = Math.min(at + longestPiece, text.length);
      const last = text.charCodeAt(to - 1);
      // A pair of surrogates is one character.
      if (to < text.length && last >= 0xd800 && last < 0xdc00) to -= 1;
      this.#pieces.push({ stream, text: text.slice(at, to) });
      at = to;
    }
    this.#size += text.length;
    if (this.#size >= fullAt) for (const source of this.#sources) source.pause();
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LogPiece> {
    for (;;) {
      const piece = this.#pieces.shift();
      if (piece) {
        this.#size -= piece.text.length;
        if (this.#size < fullAt / 2) for (const source of this.#sources) source.resume();
        yield piece;
      } else if (this.#open === 0) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
    }
  }
}
