import { type Comparison, type ReproductionDetail, type Verdict, verdicts, verdictWords } from './schema.ts';

/** One verdict over several executions: the worst of them, and how many reached it. */
export function overallVerdict(comparisons: Comparison[]): {
  verdict: Verdict;
  detail: Pick<ReproductionDetail, 'summary' | 'first'>;
} {
  const worst = comparisons.toSorted((a, b) => verdicts.indexOf(b.verdict) - verdicts.indexOf(a.verdict))[0];
  if (!worst) return { verdict: 'failed', detail: { summary: 'failed: nothing was executed', first: null } };
  const alike = comparisons.filter((one) => one.verdict === worst.verdict).length;
  const many = comparisons.length > 1 ? `${alike} of ${comparisons.length} executions are ` : '';
  const why = worst.summary.slice(verdictWords[worst.verdict].length);
  return {
    verdict: worst.verdict,
    detail: { summary: `${many}${verdictWords[worst.verdict]}${why}`, first: worst.first },
  };
}
