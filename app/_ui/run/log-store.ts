import type { LogLineAnswer, LogLinesPage } from '#lib/logs/schema.ts';

export const linesOfPage = 500;
/** Pages kept; what was looked at longest ago goes first. */
const mostPages = 60;

/** What is known here of a log: some of its lines, by number, in pages of 500. */
export class LogStore {
  total = 0;
  attempts: readonly number[] = [];
  /** The first line that may still change. */
  open: number | null = null;
  readonly #pages = new Map<number, Map<number, LogLineAnswer>>();

  line(number: number): LogLineAnswer | undefined {
    return this.#pages.get(pageOf(number))?.get(number);
  }

  /** Takes in what the server said; what it says of a line now replaces what it said before. */
  merge(page: LogLinesPage): void {
    this.total = Math.max(this.total, page.total);
    this.attempts = page.attempts;
    this.open = page.open;
    for (const line of page.items) {
      const key = pageOf(line.number);
      const lines = this.#pages.get(key) ?? new Map<number, LogLineAnswer>();
      lines.set(line.number, line);
      this.#pages.delete(key);
      this.#pages.set(key, lines);
    }
    for (const key of this.#pages.keys()) {
      if (this.#pages.size <= mostPages) return;
      this.#pages.delete(key);
    }
  }

  /** First numbers of the pages in which lines of `from` to `to` are not here. */
  missing(from: number, to: number): number[] {
    const pages = new Set<number>();
    for (let number = Math.max(1, from); number <= Math.min(to, this.total); number++)
      if (!this.line(number)) pages.add(pageOf(number) * linesOfPage + 1);
    return [...pages];
  }

  /** From which line on to ask for what came since the last answer: undefined where nothing is known yet. */
  following(): number | undefined {
    if (this.total === 0) return undefined;
    return Math.max(1, Math.min(this.total, this.open ?? this.total));
  }
}

const pageOf = (number: number) => Math.floor((number - 1) / linesOfPage);
