import type { Ctx } from '../context.ts';
import { runStatement } from '../db/statement.ts';
import { requireRun } from '../runs/require-run.ts';
import { foldReturns } from '../ui/log/fold-returns.ts';
import { createAssembler, type LogPieceRow, type RawLine } from './assemble-lines.ts';
import { knownIndex } from './known-index.ts';
import { blocksOf, streamKey } from './line-index.ts';
import { LogChunkAnswer, type LogLineAnswer, type LogLinesPage, maxLineLength } from './schema.ts';
import { logPieces } from './sql/log-pieces.ts';

export interface ReadLinesInput {
  runId: string;
  /** Number of the first line, from 1; the end of the log when left out. */
  from?: number | undefined;
  count?: number | undefined;
  attempt?: number | undefined;
}

/** How many pieces are looked through for the end of a line whose stream was interrupted by others. */
const mostPieces = 2_000;

/**
 * Lines of a run's log by their numbers, as a terminal shows them, and how many there are by now.
 * @throws DomainError NOT_FOUND
 */
export async function readLines({ ctx, input }: { ctx: Ctx; input: ReadLinesInput }): Promise<LogLinesPage> {
  const run = await requireRun(ctx, input.runId);
  const attempt = input.attempt ?? null;
  const index = await knownIndex(ctx, run.id, attempt);
  const count = input.count ?? 500;
  const from = Math.max(1, input.from ?? index.total - count + 1);
  const blocks = blocksOf(index, from, from + count - 1);
  const [first] = blocks;
  const last = blocks.at(-1);
  const lines: RawLine[] = [];
  if (first && last) {
    const read = (after: number, to: number, streams: string[] | null) =>
      runStatement<LogPieceRow & { [column: string]: unknown }>(
        ctx.db,
        logPieces({ runId: run.id, after, last: to, attempt, streams, most: streams ? mostPieces : 1_000_000 }),
      );
    const assembler = createAssembler(first.first, first.open);
    const inside = (line: RawLine) => line.number >= from && line.number < from + count;
    for (const piece of await read(first.after, last.last, null)) lines.push(...assembler.push(piece).filter(inside));
    const unended = assembler.open().filter(inside);
    if (unended.length > 0 && last.last < index.lastId) {
      const streams = unended.map(streamKey);
      for (const piece of await read(last.last, index.lastId, streams))
        lines.push(...assembler.push(piece).filter(inside));
    }
    lines.push(...assembler.open().filter(inside));
  }
  lines.sort((a, b) => a.number - b.number);
  return {
    total: index.total,
    attempts: [...index.attempts].sort((a, b) => a - b),
    open: index.open.size === 0 ? null : Math.min(...index.open.values()),
    items: lines.map(serializeLine),
  };
}

function serializeLine({ number, attempt, stream, text, at }: RawLine): LogLineAnswer {
  const shown = foldReturns(text);
  return {
    number,
    attempt,
    stream: LogChunkAnswer.shape.stream.parse(stream),
    text: shown.slice(0, maxLineLength),
    more: Math.max(0, shown.length - maxLineLength),
    at: at.toISOString(),
  };
}
