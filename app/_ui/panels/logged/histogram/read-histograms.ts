import { text } from '#lib/ui/text/text.ts';
import { readJson } from '../read-json.ts';

const mostBins = 2_000;

export interface StepHistogram {
  step: number;
  /** Rising, one more than counts. */
  edges: readonly number[];
  counts: readonly number[];
}

/**
 * The histograms of one run, by step: lines of JSON with `step`, `edges` and `counts` (`.jsonl`), or a table of these
 * columns as MLflow's `log_table` writes it (`.json`). Edges and counts are those of `numpy.histogram`. Of several of one
 * step the last one counts.
 * @throws Error that says which line or row is wrong, and what would be right
 */
export function readHistograms(content: string, path: string): StepHistogram[] {
  const read = path.toLowerCase().endsWith('.jsonl') ? ofLines(content) : ofTable(content);
  const steps = new Map(read.map((histogram) => [histogram.step, histogram]));
  if (steps.size === 0) throw new Error(text.logged.histogram.empty);
  return [...steps.values()].sort((a, b) => a.step - b.step);
}

function ofLines(content: string): StepHistogram[] {
  return content.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const wrong = (what: string) => new Error(text.logged.histogram.line(at + 1, what));
    let value: unknown;
    try {
      value = readJson(line);
    } catch {
      throw wrong(text.logged.histogram.notAnObject);
    }
    if (!isObject(value)) throw wrong(text.logged.histogram.notAnObject);
    return [checked(value.step, value.edges, value.counts, wrong)];
  });
}

function ofTable(content: string): StepHistogram[] {
  let value: unknown;
  try {
    value = readJson(content);
  } catch {
    throw new Error(text.logged.notJson);
  }
  if (!isObject(value) || !Array.isArray(value.columns) || !Array.isArray(value.data))
    throw new Error(text.logged.table.notATable);
  const { columns } = value;
  const [step, edges, counts] = ['step', 'edges', 'counts'].map((name) => {
    const at = columns.indexOf(name);
    if (at < 0) throw new Error(text.logged.histogram.noColumn(name));
    return at;
  }) as [number, number, number];
  return value.data.map((row: unknown, at) => {
    const wrong = (what: string) => new Error(text.logged.histogram.row(at + 1, what));
    if (!Array.isArray(row)) throw wrong(text.logged.histogram.notAnObject);
    return checked(row[step], row[edges], row[counts], wrong);
  });
}

function checked(step: unknown, edges: unknown, counts: unknown, wrong: (what: string) => Error): StepHistogram {
  const words = text.logged.histogram;
  if (typeof step !== 'number' || !Number.isSafeInteger(step)) throw wrong(words.badStep);
  if (!isNumbers(edges) || edges.length < 2 || edges.some((edge, at) => at > 0 && edge <= (edges[at - 1] ?? edge)))
    throw wrong(words.badEdges);
  if (!isNumbers(counts) || counts.some((count) => count < 0)) throw wrong(words.badCounts);
  if (edges.length !== counts.length + 1) throw wrong(words.badLength(edges.length, counts.length));
  if (counts.length > mostBins) throw wrong(words.tooManyBins(mostBins));
  return { step, edges, counts };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number' && Number.isFinite(each));
}
