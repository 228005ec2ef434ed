import type { CompareRunsInput } from '#lib/runs/compare/schema.ts';

/** What the page asks of its runs. */
export interface ComparisonQuestion {
  ids: readonly string[];
  differences: boolean;
  text: string;
}

/** The question as the server takes it. */
export function comparisonInput({ ids, differences, text }: ComparisonQuestion, offset = 0): CompareRunsInput {
  return { ids: [...ids], differences, ...(text ? { text } : {}), offset };
}
