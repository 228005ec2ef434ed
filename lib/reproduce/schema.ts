import { z } from 'zod';

export const verdicts = [
  'bit-identical',
  'same-metrics',
  'within-tolerance',
  'different',
  'not-comparable',
  'failed',
] as const;
export const Verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof Verdict>;

export const verdictWords: Record<Verdict, string> = {
  'bit-identical': 'bit-identical',
  'same-metrics': 'same metrics, different bytes',
  'within-tolerance': 'within tolerance',
  different: 'different',
  'not-comparable': 'not comparable',
  failed: 'failed',
};

/** One thing in which two runs differ. `a` is the first run's, `b` the second's; null: it has none. */
export const Difference = z.object({
  category: z.enum(['environment', 'code', 'kind', 'input', 'seed', 'parameter', 'plan', 'output', 'metric']),
  /** Which field, input role, file or metric. */
  name: z.string(),
  a: z.string().nullable(),
  b: z.string().nullable(),
  /** Of a metric: the first step that differs. */
  step: z.number().optional(),
});
export type Difference = z.infer<typeof Difference>;

export const Comparison = z.object({
  verdict: Verdict,
  /** The verdict with its reason, in one sentence. */
  summary: z.string(),
  /** What differs first, by cause before effect: environment, code, inputs, seed, parameters, plan, outputs, metrics. */
  first: Difference.nullable(),
  differences: z.array(Difference),
  outputs: z.object({ equal: z.number(), compared: z.number() }),
  metrics: z.object({
    equal: z.number(),
    compared: z.number(),
    /** The largest |a - b| / max(|a|, |b|) over all points, where every point has its twin; else null. */
    largestRelative: z.number().nullable(),
  }),
  tolerance: z.number(),
});
export type Comparison = z.infer<typeof Comparison>;

export const StartReproductionInput = z.object({
  executions: z.number().int().min(1).max(20).default(1),
  /** Largest relative difference of a metric that still counts as within tolerance. */
  tolerance: z.number().min(0).max(1).default(1e-6),
});
export type StartReproductionInput = z.infer<typeof StartReproductionInput>;

/** What a reproduction's row keeps beside its verdict. */
export const ReproductionDetail = z.object({
  tolerance: z.number().default(1e-6),
  summary: z.string().optional(),
  first: Difference.nullable().optional(),
  /** Digests of the inputs, taken from the bytes before the first execution and after the last. */
  inputs: z
    .array(
      z.object({ role: z.string(), recorded: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    )
    .optional(),
  comparisons: z.array(z.object({ runId: z.string(), comparison: Comparison })).optional(),
});
export type ReproductionDetail = z.infer<typeof ReproductionDetail>;

export const ReproductionAnswer = z.object({
  id: z.string(),
  runId: z.string(),
  jobId: z.string().nullable(),
  executions: z.number(),
  verdict: Verdict.nullable(),
  detail: ReproductionDetail,
  runs: z.array(z.object({ id: z.string(), name: z.string(), status: z.string(), comparison: Comparison.nullable() })),
  createdAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
});
export type ReproductionAnswer = z.infer<typeof ReproductionAnswer>;
