import type { Ctx } from '../context.ts';
import { runStatement } from '../db/statement.ts';
import { emptyIndex, extendIndex, type LineIndex, type PieceShape } from './line-index.ts';
import { pieceShapes } from './sql/piece-shapes.ts';

const mostIndexes = 64;
const piecesAtOnce = 20_000;

interface Kept {
  index: LineIndex;
  reading: Promise<unknown>;
}

// A log only grows, so what was counted once stays right; the eldest of what nobody asked for lately is forgotten.
const kept = new Map<string, Kept>();

/** Where the lines of a run's log lie, up to now; of one attempt where it is named. The caller has checked the run. */
export async function knownIndex(ctx: Ctx, runId: string, attempt: number | null): Promise<LineIndex> {
  const key = `${runId} ${attempt ?? ''}`;
  const known = kept.get(key) ?? { index: emptyIndex(), reading: Promise.resolve() };
  kept.delete(key);
  kept.set(key, known);
  const [eldest] = kept.keys();
  if (kept.size > mostIndexes && eldest !== undefined) kept.delete(eldest);
  // One after the other: two readers at once would count the same pieces twice.
  const read = known.reading.then(() => readOn(ctx, runId, attempt, known.index));
  known.reading = read.catch(() => {});
  await read;
  return known.index;
}

async function readOn(ctx: Ctx, runId: string, attempt: number | null, index: LineIndex): Promise<void> {
  for (;;) {
    const statement = pieceShapes({ runId, after: index.lastId, attempt, most: piecesAtOnce });
    const shapes = await runStatement<PieceShape & { [column: string]: unknown }>(ctx.db, statement);
    extendIndex(index, shapes);
    if (shapes.length < piecesAtOnce) return;
  }
}
