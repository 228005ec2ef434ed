export type Verdict = 'bit-identical' | 'same-metrics' | 'within-tolerance' | 'different' | 'not-comparable' | 'failed';
export type Category = 'inputs' | 'environment' | 'metrics' | 'outputs';

/** A reproduction as the panel draws it. */
export interface ReproductionView {
  id: string;
  verdict: Verdict | null;
  planned: number;
  createdAt: string;
  settledAt: string | null;
  /** What each category compared, in short: `3 digests`. */
  counts: Partial<Record<Category, string>>;
  executions: {
    runId: string;
    ended: boolean;
    categories: Record<Category, 'same' | 'different' | 'unknown' | 'pending'>;
  }[];
  /** The first of them is the one to look at. */
  differences: {
    category: Category;
    name: string;
    original: string | null;
    again: string | null;
    execution?: string;
  }[];
  /** Why it failed, when it did. */
  reason?: string | undefined;
}
