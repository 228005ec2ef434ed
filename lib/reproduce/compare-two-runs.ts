import type { Ctx } from '../context.ts';
import { compareRuns } from './compare-runs.ts';
import { loadPairOfFacts } from './load-run-facts.ts';
import type { Comparison } from './schema.ts';

/** Compares two runs of the project: verdict, and what differs first. @throws DomainError NOT_FOUND */
export async function compareTwoRuns({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; otherId: string; tolerance?: number | undefined };
}): Promise<Comparison> {
  const [one, other] = await loadPairOfFacts(ctx, input.runId, input.otherId);
  return compareRuns(one, other, input.tolerance === undefined ? {} : { tolerance: input.tolerance });
}
