import type { Ctx } from '../context.ts';
import { runStatement } from '../db/statement.ts';
import { requireRun } from '../runs/require-run.ts';
import { stripAnsi } from '../ui/log/ansi.ts';
import { foldReturns } from '../ui/log/fold-returns.ts';
import { createAssembler, type LogPieceRow, type RawLine } from './assemble-lines.ts';
import { knownIndex } from './known-index.ts';
import { blocksOf } from './line-index.ts';
import type { LogSearchAnswer } from './schema.ts';
import { logPieces } from './sql/log-pieces.ts';

export interface SearchLogInput {
  runId: string;
  text: string;
  /** Number of the first line to look into. */
  from?: number | undefined;
  attempt?: number | undefined;
}

export const mostMatches = 20_000;

/**
 * The numbers of all lines that contain a text, upper and lower case alike, colours and what a carriage return overwrote
 * left out. The log is read block by block, so that other requests are answered in between.
 * @param signal ends the search when nobody waits for it any more
 * @throws DomainError NOT_FOUND
 */
export async function searchLog({
  ctx,
  input,
  signal,
}: {
  ctx: Ctx;
  input: SearchLogInput;
  signal?: AbortSignal;
}): Promise<LogSearchAnswer> {
  const run = await requireRun(ctx, input.runId);
  const attempt = input.attempt ?? null;
  const index = await knownIndex(ctx, run.id, attempt);
  const { total, lastId } = index;
  const from = input.from ?? 1;
  const wanted = input.text.toLowerCase();
  const matches: number[] = [];
  const look = (line: RawLine) => {
    if (line.number >= from && line.number <= total && stripAnsi(foldReturns(line.text)).toLowerCase().includes(wanted))
      matches.push(line.number);
  };
  const blocks = blocksOf(index, from, total);
  const [first] = blocks;
  if (!first || wanted === '') return { matches, scanned: total, complete: true };
  const assembler = createAssembler(first.first, first.open);
  for (let after = first.after; after < lastId; ) {
    signal?.throwIfAborted();
    const last = index.blocks.find((block) => block.last > after)?.last ?? lastId;
    const statement = logPieces({ runId: run.id, after, last, attempt, streams: null, most: 1_000_000 });
    const pieces = await runStatement<LogPieceRow & { [column: string]: unknown }>(ctx.db, statement);
    for (const piece of pieces) for (const line of assembler.push(piece)) look(line);
    after = last;
    if (matches.length >= mostMatches)
      return { matches: matches.sort((a, b) => a - b), scanned: matches.at(-1) ?? 0, complete: false };
  }
  const open = assembler.open();
  for (const line of open) look(line);
  // A line that goes on is looked into again by whoever asks for what came since.
  const scanned = Math.min(total, ...open.map((line) => line.number - 1));
  return { matches: matches.sort((a, b) => a - b), scanned, complete: true };
}
