import type { Comparison, Difference, ReproductionAnswer, Verdict } from '#lib/reproduce/schema.ts';
import { text } from '#lib/ui/text/text.ts';

export type Category = 'inputs' | 'environment' | 'metrics' | 'outputs';
/** What one execution says about one category; `unknown`: there was nothing to compare. */
export type SquareState = 'same' | 'different' | 'unknown' | 'pending';

/** A reproduction as the panel draws it. */
export interface ReproductionView {
  verdict: Verdict | null;
  /** Why, without the verdict's own words. */
  reason: string | undefined;
  planned: number;
  ended: number;
  at: string;
  counts: Partial<Record<Category, { equal: number; compared: number }>>;
  /** One for each execution asked for; those not begun have no run yet. */
  executions: { runId: string | undefined; squares: Record<Category, SquareState> }[];
  /** The first of them is the one to look at. */
  differences: Difference[];
}

const categoryOf: Record<Difference['category'], Category> = {
  input: 'inputs',
  seed: 'inputs',
  parameter: 'inputs',
  plan: 'inputs',
  kind: 'inputs',
  environment: 'environment',
  code: 'environment',
  metric: 'metrics',
  output: 'outputs',
};

/** Squares, counts and the differences worth reading, from what the comparison found. */
export function reproductionView(answer: ReproductionAnswer): ReproductionView {
  const comparisons = answer.runs.flatMap((run) => (run.comparison ? [run.comparison] : []));
  const worst = comparisons.find((comparison) => comparison.first !== null) ?? comparisons[0];
  const first = answer.detail.first ?? worst?.first ?? undefined;
  const rest = (worst?.differences ?? []).filter((one) => one.category !== first?.category || one.name !== first.name);
  const asked = Array.from(
    { length: Math.max(answer.executions, answer.runs.length) },
    (_, index) => answer.runs[index],
  );
  const summary = answer.detail.summary ?? worst?.summary;
  const inputs = answer.detail.inputs;
  return {
    verdict: answer.verdict,
    reason: sameBits(answer, worst) ?? summary?.slice(summary.indexOf(': ') + 2),
    planned: answer.executions,
    ended: answer.runs.filter((run) => run.status !== 'queued' && run.status !== 'running').length,
    at: answer.settledAt ?? answer.createdAt,
    counts: {
      ...(inputs ? { inputs: { equal: inputs.filter(isUnchanged).length, compared: inputs.length } } : {}),
      ...(worst ? { metrics: worst.metrics, outputs: worst.outputs } : {}),
    },
    executions: asked.map((run) => ({
      runId: run?.id,
      squares: squaresOf(run?.comparison ?? null, answer.settledAt !== null),
    })),
    differences: first ? [first, ...rest] : rest,
  };
}

/** Nothing to explain: every output and metric came out again. The server's own words are English. */
function sameBits(answer: ReproductionAnswer, worst: Comparison | undefined): string | undefined {
  if (answer.verdict !== 'bit-identical' || !worst || worst.first || worst.outputs.compared === 0) return undefined;
  return text.reproduction.sameBits(worst.outputs.compared, worst.metrics.compared);
}

function isUnchanged(input: { recorded: string; before: string | null; after: string | null }): boolean {
  return input.before === input.recorded && (input.after === null || input.after === input.recorded);
}

function squaresOf(comparison: Comparison | null, settled: boolean): Record<Category, SquareState> {
  const differs = new Set(comparison?.differences.map((one) => categoryOf[one.category]));
  const state = (category: Category, compared: number): SquareState => {
    if (!comparison) return settled ? 'unknown' : 'pending';
    if (differs.has(category)) return 'different';
    return compared > 0 ? 'same' : 'unknown';
  };
  return {
    inputs: state('inputs', 1),
    environment: state('environment', 1),
    metrics: state('metrics', comparison?.metrics.compared ?? 0),
    outputs: state('outputs', comparison?.outputs.compared ?? 0),
  };
}

/** The category a difference is counted under. */
export function categoryOfDifference(difference: Difference): Category {
  return categoryOf[difference.category];
}

export function verdictTone(verdict: Verdict): 'ok' | 'warn' | 'bad' {
  if (verdict === 'bit-identical') return 'ok';
  return verdict === 'different' || verdict === 'failed' ? 'bad' : 'warn';
}
