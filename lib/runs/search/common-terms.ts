import type { Term } from '../../filter/tree.ts';

// Which way a search goes first depends on whether few runs fit a comparison, what it answers does not: that many fit one
// may be believed for a while, and saves each further page of a long list the count.
const rememberMs = 60_000;
const mostKnown = 10_000;
const until = new Map<string, number>();

function keyOf(experiments: number[], { field, test }: Term, few: number): string {
  return JSON.stringify([experiments, few, field, test]);
}

/** Whether more than `few` runs of the experiments fitted the comparison a short while ago. */
export function isCommon(experiments: number[], term: Term, few: number): boolean {
  return (until.get(keyOf(experiments, term, few)) ?? 0) > performance.now();
}

/** Remembers that more than `few` runs of the experiments fit each of the comparisons. */
export function rememberCommon(experiments: number[], terms: Term[], few: number): void {
  if (until.size > mostKnown) until.clear();
  for (const term of terms) until.set(keyOf(experiments, term, few), performance.now() + rememberMs);
}
