import type { Ctx } from '../context.ts';
import { isDeterministicMetric } from '../metrics/is-deterministic-metric.ts';
import { requireRecipe } from '../recipes/require-recipe.ts';
import { runNotFound } from '../runs/require-run.ts';
import type { RunFacts } from './compare-runs.ts';
import { comparedPoints, seriesDigests } from './series-digests.ts';

/** What two runs are compared by. Points are read only of metrics that differ. @throws DomainError NOT_FOUND */
export async function loadPairOfFacts(ctx: Ctx, runId: string, otherId: string): Promise<[RunFacts, RunFacts]> {
  const [one, other] = await Promise.all([loadRunFacts(ctx, runId), loadRunFacts(ctx, otherId)]);
  const digests = new Map(other.metrics.map((metric) => [metric.key, metric.digest]));
  const mine = new Map(one.metrics.map((metric) => [metric.key, metric.digest]));
  for (const metric of one.metrics) {
    if (digests.get(metric.key) !== metric.digest) metric.points = await comparedPoints(metric.seriesId);
  }
  for (const metric of other.metrics) {
    if (mine.get(metric.key) !== metric.digest) metric.points = await comparedPoints(metric.seriesId);
  }
  return [one, other];
}

type LoadedFacts = RunFacts & { metrics: (RunFacts['metrics'][number] & { seriesId: number })[] };

async function loadRunFacts(ctx: Ctx, runId: string): Promise<LoadedFacts> {
  const run = await ctx.db.run.findFirst({
    where: { id: runId, projectId: ctx.project.id },
    select: {
      recipeDigest: true,
      environment: true,
      summary: true,
      inputs: true,
      artifacts: { where: { deterministic: true }, select: { path: true, digest: true } },
      job: { select: { partitions: { select: { index: true, outputDigest: true, quarantineDigest: true } } } },
    },
  });
  if (!run) throw runNotFound(ctx, runId);
  const recipe = run.recipeDigest === null ? null : await requireRecipe(ctx, run.recipeDigest);
  const series = await seriesDigests(ctx, runId);
  const partitions = run.job?.partitions ?? [];
  const published = publishedDigest(run.summary);
  return {
    recipe: recipe && { digest: recipe.digest, document: recipe.document },
    environment: isRecord(run.environment) ? run.environment : null,
    inputs: run.inputs.map((one) => ({
      role: one.role,
      digest: one.digest,
      before: one.digestBefore,
      after: one.digestAfter,
    })),
    outputs: [
      ...run.artifacts.map((one) => ({ name: one.path, digest: one.digest })),
      ...partitions.flatMap(({ index, outputDigest, quarantineDigest }) => [
        ...(outputDigest === null ? [] : [{ name: partitionName(index), digest: outputDigest }]),
        ...(quarantineDigest === null
          ? []
          : [{ name: `${partitionName(index)} quarantine`, digest: quarantineDigest }]),
      ]),
      ...(published === null ? [] : [{ name: 'published version', digest: published }]),
    ],
    metrics: series
      .filter((one) => isDeterministicMetric(one.key))
      .map(({ id, key, digest }) => ({ key, digest, seriesId: id })),
  };
}

/** Sorts by number as text. */
function partitionName(index: number): string {
  return `partition ${String(index).padStart(5, '0')}`;
}

/** Jobs that publish a version leave its digest in the summary, whether or not it was published. */
function publishedDigest(summary: unknown): string | null {
  if (!isRecord(summary) || !isRecord(summary.output)) return null;
  return typeof summary.output.digest === 'string' ? summary.output.digest : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
