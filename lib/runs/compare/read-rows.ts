import type { Ctx } from '../../context.ts';
import { placeOf } from './fact-rows.ts';
import { lettersFor, type PlannedRow } from './plan-rows.ts';
import type { CompareRow, CompareRunsAnswer, CompareValue } from './schema.ts';
import type { KeptSection } from './sql/kept-keys.ts';
import { keptValues } from './sql/kept-values.ts';

/** Values of one answer, and letters after which no further rows are read: an answer has a few megabytes at most. */
const mostCells = 100_000;
const mostRows = 5_000;
const mostLetters = 2_000_000;
/** Values of one statement. */
const cellsAtOnce = 25_000;

/** The rows from the offset on, as many as an answer may hold. */
export async function readRows(
  ctx: Ctx,
  plans: readonly PlannedRow[],
  runIds: readonly string[],
  { offset, keysOnly }: { offset: number; keysOnly: boolean },
): Promise<Pick<CompareRunsAnswer, 'rows' | 'nextOffset'>> {
  const most = keysOnly ? mostRows : Math.min(mostRows, Math.max(1, Math.floor(mostCells / runIds.length)));
  const end = Math.min(plans.length, offset + most);
  const atOnce = Math.max(1, Math.floor(cellsAtOnce / Math.max(1, runIds.length)));
  const rows: CompareRow[] = [];
  let at = offset;
  for (let letters = 0; at < end && letters < mostLetters; ) {
    const part = plans.slice(at, Math.min(end, at + atOnce));
    const read = keysOnly ? part.map((plan) => ({ ...plan, values: [], at: [] })) : await withValues(ctx, part, runIds);
    rows.push(...read);
    for (const row of read) letters += row.at.length + JSON.stringify(row.values).length;
    at += part.length;
  }
  return { rows, nextOffset: at < plans.length ? at : null };
}

async function withValues(ctx: Ctx, part: readonly PlannedRow[], runIds: readonly string[]): Promise<CompareRow[]> {
  const letters = lettersFor(runIds.length);
  const read = new Map<string, CompareRow>();
  const kept = Map.groupBy(
    part.filter((plan) => !('values' in plan)),
    (plan) => plan.section as KeptSection,
  );
  await Promise.all(
    Array.from(kept, async ([section, plans]) => {
      const keys = plans.map((plan) => plan.key);
      for (const { key, places, values } of await keptValues(ctx, section, { runIds, keys, letters })) {
        read.set(`${section} ${key}`, keptRow(section, key, { places, texts: values, runs: runIds.length }));
      }
    }),
  );
  return part.flatMap((plan) => {
    if ('values' in plan) return plan;
    const row = read.get(`${plan.section} ${plan.key}`);
    // What was deleted since its key was read has no row any more.
    return row ? { ...row, differs: plan.differs } : [];
  });
}

function keptRow(
  section: KeptSection,
  key: string,
  { places, texts, runs }: { places: number[]; texts: string[]; runs: number },
): CompareRow {
  const at: number[] = new Array(runs).fill(-1);
  const values: CompareValue[] = [];
  const known = new Map<string, number>();
  // In the order of the runs, so that the same runs give the same answer.
  const inOrder: string[] = [];
  for (const [index, place] of places.entries()) inOrder[place] = texts[index] ?? 'null';
  inOrder.forEach((text, place) => {
    at[place] = placeOf(values, known, JSON.parse(text));
  });
  return { section, key, differs: false, values, at };
}
