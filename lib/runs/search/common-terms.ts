import { hash } from 'node:crypto';
import type { Term } from '../../filter/tree.ts';

// Which way a search goes first depends on whether few runs fit a comparison, what it answers does not: that many fit one
// may be believed for a while, and saves each further page of a long list the count.
const rememberMs = 60_000;
const mostKnown = 10_000;
const until = new Map<string, number>();

/** A digest: a comparison may be as long as a filter, and its text comes from whoever asks. */
function keyOf(experiments: number[], { field, test }: Term, few: number): string {
  return hash('sha1', JSON.stringify([experiments, few, field, test]));
}

/** Whether more than `few` runs of the experiments fitted the comparison a short while ago. */
export function isCommon(experiments: number[], term: Term, few: number): boolean {
  return (until.get(keyOf(experiments, term, few)) ?? 0) > performance.now();
}

/** Remembers that more than `few` runs of the experiments fit each of the comparisons. */
export function rememberCommon(experiments: number[], terms: Term[], few: number): void {
  const now = performance.now();
  if (until.size > mostKnown) forget(now);
  for (const term of terms) until.set(keyOf(experiments, term, few), now + rememberMs);
}

/** Makes room: what is over goes first, and all of it where that is not enough. */
function forget(now: number): void {
  for (const [key, end] of until) if (end <= now) until.delete(key);
  if (until.size > mostKnown) until.clear();
}
