import { expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { sql } from '#lib/db/sql.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { Random } from '#lib/filter/testing/random.ts';
import type { Filter, OrderTerm } from '#lib/filter/tree.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { type Effort, findRuns } from './find-runs.ts';
import type { RunScope } from './page-statement.ts';
import { fits, inOrder, type ModelRun } from './testing/model-run.ts';
import { randomFilter, randomOrder } from './testing/random-filter.ts';
import { randomRuns } from './testing/random-runs.ts';

const t = await testDatabase();

async function seed(ctx: Ctx, runs: ModelRun[]): Promise<void> {
  const projectId = ctx.project.id;
  const date = (ms: number | null) => (ms === null ? null : new Date(ms));
  await ctx.db.run.createMany({
    data: runs.map((run) => ({
      id: run.id,
      projectId,
      experimentId: run.experimentId,
      name: run.name,
      kind: run.kind,
      status: run.status,
      actor: 'test',
      userName: run.userName,
      createdAt: new Date(run.createdAt),
      startedAt: date(run.startedAt),
      endedAt: date(run.endedAt),
      archivedAt: run.archived ? new Date() : null,
    })),
  });
  // By SQL: Prisma cannot write NaN and the infinities.
  const series = runs.flatMap((run) => Object.entries(run.metrics).map(([key, last]) => ({ run, key, last })));
  await ctx.db.$executeRaw`
    INSERT INTO traza.metric_series (run_id, experiment_id, key, last, count, last_step, last_at, first_step, first_at)
    SELECT run_id, experiment_id, key, last::float8, 1, 0, 0, 0, 0
    FROM unnest(${series.map(({ run }) => run.id)}::text[], ${series.map(({ run }) => run.experimentId)}::int[],
      ${series.map(({ key }) => key)}::text[], ${series.map(({ last }) => String(last))}::text[])
      AS s(run_id, experiment_id, key, last)`;
  const pairs = (of: 'params' | 'tags') =>
    runs.flatMap((run) => Object.entries(run[of]).map(([key, value]) => ({ runId: run.id, key, value })));
  await ctx.db.param.createMany({ data: pairs('params') });
  await ctx.db.tag.createMany({ data: pairs('tags') });
  const datasets = new Map(
    runs.flatMap((run) =>
      run.datasets.map(({ name, digest }) => {
        const id = `${run.experimentId}-${digest}`;
        const more = { projectId, experimentId: run.experimentId, sourceType: 'code', source: '{}' };
        return [id, { id, name, digest, ...more }] as const;
      }),
    ),
  );
  await ctx.db.loggedDataset.createMany({ data: [...datasets.values()] });
  await ctx.db.loggedInput.createMany({
    data: runs.flatMap((run) =>
      run.datasets.map(({ digest, context }) => ({
        runId: run.id,
        datasetId: `${run.experimentId}-${digest}`,
        tags: context === null ? {} : { 'mlflow.data.context': context },
      })),
    ),
  });
}

interface Search {
  scope: RunScope;
  filter: Filter;
  order: OrderTerm[];
  idDescending: boolean;
}

/** All pages one after the other, each of a size of its own. */
async function allPages(ctx: Ctx, search: Search, size: () => number, effort: () => Effort): Promise<string[]> {
  const ids: string[] = [];
  let after: (string | number)[] | undefined;
  for (;;) {
    const limit = size();
    const conditions = [sql`r.archived_at IS NULL`];
    const page = await findRuns(ctx, { ...search, conditions, after, limit }, effort());
    expect(page.length).toBeLessThanOrEqual(limit);
    ids.push(...page.map((run) => run.id));
    if (page.length < limit) return ids;
    // A position travels as JSON.
    after = JSON.parse(JSON.stringify(page.at(-1)?.position));
  }
}

async function twoExperiments(seedNumber: number) {
  const ctx = await t.newCtx();
  const experiments = [
    (await createExperiment({ ctx, input: { name: 'one' } })).id,
    (await createExperiment({ ctx, input: { name: 'two' } })).id,
  ];
  const random = new Random(seedNumber);
  const runs = randomRuns(random, 70, experiments);
  await seed(ctx, runs);
  return { ctx, experiments, random, runs };
}

const seeds = [1, 2, 3];

test.each(seeds)('random filters and orders give what plain code gives, page by page (seed %i)', async (seedNumber) => {
  const { ctx, experiments, random, runs } = await twoExperiments(seedNumber);
  for (let round = 0; round < 120; round += 1) {
    const scope: RunScope = random.pick([
      { experiments },
      { experiments: experiments.slice(0, 1) },
      { experiments: [experiments[1] ?? 0] },
      { project: true } as const,
    ]);
    const search: Search = {
      scope,
      filter: randomFilter(
        random,
        runs.slice(0, 5).map((run) => run.id),
      ),
      order: randomOrder(random),
      idDescending: random.chance(0.3),
    };
    // Small bounds, so that walks are given up and every way of finding runs is gone.
    const effort = (): Effort => ({
      oneByOne: random.pick([0, 5, 100]),
      ...random.pick([
        { few: -1, many: -1, walk: 0, ties: 100, groups: 0 },
        { few: -1, many: 100, walk: 0, ties: 100, groups: 0 },
        { few: 3, many: 20, walk: 2, ties: 2, groups: 2 },
        { few: -1, many: -1, walk: 0, ties: 1, groups: 100 },
        { few: -1, many: -1, walk: 1, ties: 2, groups: 100 },
        { few: 100, many: 100, walk: 100, ties: 100, groups: 8 },
        { few: -1, many: -1, walk: 1_000, ties: 100, groups: 8 },
      ]),
    });
    const found = await allPages(ctx, search, () => 1 + random.below(12), effort);
    const inScope = runs.filter((run) => 'project' in scope || scope.experiments.includes(run.experimentId));
    const matching = inScope.filter((run) => !run.archived && fits(run, search.filter));
    const expected = inOrder(matching, search.order, search.idDescending);
    expect(found, `round ${round}: ${JSON.stringify(search)}`).toEqual(expected.map((run) => run.id));
  }
});
