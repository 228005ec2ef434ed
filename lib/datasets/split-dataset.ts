import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { parseInput } from '../parse-input.ts';
import { enqueueJob } from '../queue/enqueue-job.ts';
import { builtinVersion } from '../recipes/builtin-version.ts';
import { sealRecipe } from '../recipes/seal-recipe.ts';
import { checkExpression } from './duckdb/check-expression.ts';
import { inTurn } from './duckdb/in-turn.ts';
import { splitColumns } from './duckdb/write-split.ts';
import { requireVersion } from './require-version.ts';
import { SplitDatasetInput, type SplitRule, type VersionReference } from './schema.ts';
import { columnsOf, readOptionsOf } from './serialize-version.ts';

/**
 * Queues a split: the rows and columns of a version that a rule selects become the next version of another dataset.
 * The rule is checked here, so that a mistake is told at once and not by a failed job.
 * @throws DomainError NOT_FOUND, INVALID_INPUT (name, expression, columns), CONFLICT (name of a prediction set)
 */
export async function splitDataset({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SplitDatasetInput & { from: VersionReference };
}): Promise<{ jobId: string; runId: string }> {
  const { from, ...rest } = input;
  const { name, description, where, exclude, include } = parseInput(SplitDatasetInput, rest, 'split');
  const version = await requireVersion(ctx, from);
  await checkTarget(ctx, name, version.dataset.name);
  const columns = columnsOf(version);
  const rule: SplitRule = {
    ...(where?.trim() ? { where: where.trim() } : {}),
    ...(exclude?.length ? { exclude } : {}),
    ...(include?.length ? { include } : {}),
  };
  splitColumns(columns, rule);
  const expression = rule.where;
  if (expression !== undefined) await inTurn(() => checkExpression({ field: 'where', expression, columns }));

  const code = await builtinVersion({ ctx });
  return withTransaction(ctx, async (tx) => {
    const recipe = await sealRecipe({
      ctx: tx,
      input: {
        schema: 1,
        kind: 'split',
        code: { type: 'builtin', name: 'split', version: code.digest },
        parameters: { ...rule },
        inputs: [
          {
            role: 'dataset',
            type: 'dataset',
            digest: version.digest,
            format: version.format,
            readOptions: JSON.parse(JSON.stringify(readOptionsOf(version))),
          },
        ],
        environment: { backend: null, threads: 1, variables: {} },
        seed: null,
        plan: null,
      },
    });
    return enqueueJob({
      ctx: tx,
      input: {
        kind: 'split',
        name: `split ${name}`,
        payload: { datasetVersionId: version.id, name, rule, ...(description ? { description } : {}) },
        recipe,
        inputs: [{ role: 'dataset', digest: version.digest, datasetVersionId: version.id }],
        params: {
          from: `${version.dataset.name}@${version.number}`,
          dataset: name,
          ...(rule.where ? { where: rule.where } : {}),
          ...(rule.exclude ? { exclude: rule.exclude.join(', ') } : {}),
          ...(rule.include ? { include: rule.include.join(', ') } : {}),
        },
      },
    });
  });
}

async function checkTarget(ctx: Ctx, name: string, source: string): Promise<void> {
  if (name === source) {
    throw new DomainError('INVALID_INPUT', 'A split goes into a dataset of its own.', {
      fields: [{ path: 'name', message: `another name than ${source}, such as ${source}-train` }],
    });
  }
  const target = await ctx.db.dataset.findUnique({
    where: { projectId_name: { projectId: ctx.project.id, name } },
    select: { kind: true },
  });
  if (target && target.kind !== 'data') {
    throw new DomainError('CONFLICT', `Dataset ${name} holds ${target.kind}; a split cannot be published into it.`, {
      fields: [{ path: 'name', message: 'choose another name' }],
    });
  }
}
