import { describe, expect, test } from 'vitest';
import type { Ctx } from '#lib/context.ts';
import { publishVersion } from '#lib/datasets/publish-version.ts';
import { newId } from '#lib/ids.ts';
import { sealRecipe } from '#lib/recipes/seal-recipe.ts';
import { createRun } from '#lib/runs/create-run.ts';
import { setTags } from '#lib/tags/set-tags.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { getImpact } from './get-impact.ts';
import { getLineage } from './get-lineage.ts';

const t = await testDatabase();
const code = 'c'.repeat(64);

async function version(
  ctx: Ctx,
  dataset: string,
  text: string,
  more: { runId?: string; parentVersionId?: string } = {},
) {
  const { digest, size } = await ctx.blobs.put(Buffer.from(text));
  const { id } = await publishVersion({
    ctx,
    input: {
      dataset,
      kind: dataset.startsWith('predicted') ? 'predictions' : 'import',
      files: [{ path: 'a.csv', size, sha256: digest }],
      format: 'csv',
      readOptions: {},
      columns: [{ name: 'a', type: 'BIGINT' }],
      rowCount: 1,
      source: {},
      ...more,
    },
  });
  return id;
}

async function run(
  ctx: Ctx,
  name: string,
  kind: string,
  inputs: { role: string; datasetVersionId?: string; modelVersionId?: string }[],
  more: { reproductionId?: string } = {},
): Promise<string> {
  const recipe = await sealRecipe({
    ctx,
    input: {
      schema: 1,
      kind,
      code: { type: 'builtin', name: kind, version: code },
      parameters: { name },
      inputs: [],
      environment: { backend: null, threads: 1, variables: {} },
      seed: null,
      plan: null,
    },
  });
  const id = newId();
  await ctx.db.run.create({
    data: {
      id,
      projectId: ctx.project.id,
      name,
      kind,
      status: 'finished',
      actor: 'test',
      recipeDigest: recipe.digest,
      inputs: { createMany: { data: inputs.map((input) => ({ digest: 'd', ...input })) } },
      ...more,
    },
  });
  return id;
}

async function model(ctx: Ctx, runId: string): Promise<string> {
  const id = newId();
  await ctx.db.modelVersion.create({
    data: {
      id,
      number: 1,
      runId,
      artifactPath: 'model',
      digest: 'm',
      flavor: 'tfjs',
      signature: {},
      projectId: ctx.project.id,
      model: { create: { id: newId(), projectId: ctx.project.id, name: `model of ${runId.slice(-4)}` } },
    },
  });
  return id;
}

/** The story: flights -> split -> train -> model -> batch over june -> predictions; and a run that only checks. */
async function story() {
  const ctx = await t.newCtx();
  const flights = await version(ctx, 'flights', '1');
  const splitRun = await run(ctx, 'split', 'split', [{ role: 'dataset', datasetVersionId: flights }]);
  const january = await version(ctx, 'january', '2', { runId: splitRun, parentVersionId: flights });
  const june = await version(ctx, 'june', '3', { parentVersionId: flights });
  const trainRun = await run(ctx, 'train', 'train', [{ role: 'dataset', datasetVersionId: january }]);
  const late = await model(ctx, trainRun);
  const inputs = [
    { role: 'model', modelVersionId: late },
    { role: 'dataset', datasetVersionId: june },
  ];
  const batchRun = await run(ctx, 'batch', 'batch-predict', inputs);
  const predicted = await version(ctx, 'predicted', '4', { runId: batchRun, parentVersionId: june });
  await run(ctx, 'again', 'batch-predict', inputs, { reproductionId: newId() });
  return { ctx, flights, splitRun, january, june, trainRun, late, batchRun, predicted };
}

const distances = (nodes: { id: string; distance: number }[]) => new Map(nodes.map((node) => [node.id, node.distance]));

describe('getLineage', () => {
  test('draws what a model came from and what came of it', async () => {
    const { ctx, ...ids } = await story();
    const graph = await getLineage({ ctx, input: { node: `model-version:${ids.late}` } });
    expect(distances(graph.nodes)).toEqual(
      new Map([
        [`model-version:${ids.late}`, 0],
        [`run:${ids.trainRun}`, -1],
        [`run:${ids.batchRun}`, 1],
        [`dataset-version:${ids.january}`, -2],
        [`code:${code}`, -2],
        [`dataset-version:${ids.predicted}`, 2],
        [`run:${ids.splitRun}`, -3],
        [`dataset-version:${ids.flights}`, -4],
      ]),
    );
    expect(graph.edges).toEqual(
      expect.arrayContaining([
        { from: `dataset-version:${ids.flights}`, to: `run:${ids.splitRun}`, role: 'dataset' },
        { from: `run:${ids.splitRun}`, to: `dataset-version:${ids.january}`, role: 'wrote' },
        { from: `dataset-version:${ids.january}`, to: `run:${ids.trainRun}`, role: 'dataset' },
        { from: `run:${ids.trainRun}`, to: `model-version:${ids.late}`, role: 'registered' },
        { from: `model-version:${ids.late}`, to: `run:${ids.batchRun}`, role: 'model' },
        { from: `run:${ids.batchRun}`, to: `dataset-version:${ids.predicted}`, role: 'wrote' },
        { from: `code:${code}`, to: `run:${ids.trainRun}`, role: 'code' },
      ]),
    );
    expect(graph.upstream).toEqual({ datasets: 2, runs: 2, models: 0, code: 1, exact: true });
    expect(graph.downstream).toEqual({ datasets: 1, runs: 1, models: 0, code: 0, exact: true });
    expect(graph.nodes.find((node) => node.id === `dataset-version:${ids.predicted}`)).toMatchObject({
      label: 'predicted version 1',
      kind: 'predictions',
      name: 'predicted',
      number: 1,
      more: false,
    });
  });

  test('shows the edge of a run downstream that reads what lies upstream, past the middle', async () => {
    const { ctx, ...ids } = await story();
    const evaluation = await run(ctx, 'evaluate', 'evaluate', [
      { role: 'model', modelVersionId: ids.late },
      { role: 'dataset', datasetVersionId: ids.january },
    ]);
    const { edges } = await getLineage({ ctx, input: { node: `model-version:${ids.late}` } });
    expect(edges).toContainEqual({ from: `dataset-version:${ids.january}`, to: `run:${evaluation}`, role: 'dataset' });
  });

  test('stops at the depth, counts past it, and says where more is', async () => {
    const { ctx, ...ids } = await story();
    const graph = await getLineage({ ctx, input: { node: `dataset-version:${ids.flights}`, depth: 1 } });
    expect(distances(graph.nodes)).toEqual(
      new Map([
        [`dataset-version:${ids.flights}`, 0],
        [`run:${ids.splitRun}`, 1],
        [`dataset-version:${ids.june}`, 1],
      ]),
    );
    expect(graph.nodes.filter((node) => node.more).map((node) => node.id)).toHaveLength(2);
    expect(graph.downstream).toEqual({ datasets: 3, runs: 3, models: 1, code: 0, exact: true });
    expect(graph.edges).toContainEqual({
      from: `dataset-version:${ids.flights}`,
      to: `dataset-version:${ids.june}`,
      role: 'derived',
    });
  });

  test('goes from code to everything it made', async () => {
    const { ctx, ...ids } = await story();
    const { items, complete } = await getImpact({ ctx, input: { node: `code:${code}` } });
    expect(complete).toBe(true);
    expect(items.map((item) => item.id)).toEqual(
      expect.arrayContaining([
        `run:${ids.splitRun}`,
        `run:${ids.trainRun}`,
        `model-version:${ids.late}`,
        `dataset-version:${ids.predicted}`,
      ]),
    );
  });

  test('walks a graph with ten billion paths edge by edge', async () => {
    const ctx = await t.newCtx();
    const root = await version(ctx, 'root', 'r');
    // Ten layers of ten versions, each derived from all of the layer before: 10^10 paths, 1,000 edges.
    let layer = [root];
    for (let depth = 0; depth < 10; depth++) {
      const next: string[] = [];
      for (let index = 0; index < 10; index++) {
        const inputs = layer.map((datasetVersionId, at) => ({ role: `in${at}`, datasetVersionId }));
        const runId = await run(ctx, `r${depth}-${index}`, 'split', inputs);
        next.push(await version(ctx, `d${depth}-${index}`, `${depth} ${index}`, { runId }));
      }
      layer = next;
    }
    const graph = await getLineage({ ctx, input: { node: `dataset-version:${root}`, depth: 50 } });
    expect(graph.downstream).toEqual({ datasets: 100, runs: 100, models: 0, code: 0, exact: true });
    expect(graph.nodes).toHaveLength(201);
    const up = await getLineage({ ctx, input: { node: `dataset-version:${layer[0]}`, depth: 50 } });
    expect(up.upstream).toMatchObject({ datasets: 91, runs: 91, code: 1 });
  });

  test('does not see other projects, nor what only checks', async () => {
    const { ctx, ...ids } = await story();
    const other = await t.newCtx();
    for (const node of [
      `dataset-version:${ids.flights}`,
      `run:${ids.trainRun}`,
      `model-version:${ids.late}`,
      `code:${code}`,
    ]) {
      await expect(getLineage({ ctx: other, input: { node } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(getImpact({ ctx: other, input: { node } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const { items } = await getImpact({ ctx, input: { node: `dataset-version:${ids.june}` } });
    expect(items.map((item) => item.id)).toEqual([`run:${ids.batchRun}`, `dataset-version:${ids.predicted}`]);
    await expect(getLineage({ ctx, input: { node: 'run:../x' } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

test('runs that a client nests lie below one another', async () => {
  const ctx = await t.newCtx();
  const { runId: parent } = await createRun({ ctx, input: { name: 'sweep' } });
  const { runId: child } = await createRun({ ctx, input: { name: 'trial', tags: { 'mlflow.parentRunId': parent } } });
  await setTags({ ctx, input: { runId: parent, tags: { 'mlflow.parentRunId': parent } } });
  const edge = { from: `run:${parent}`, to: `run:${child}`, role: 'child' };
  expect(await getLineage({ ctx, input: { node: `run:${parent}` } })).toMatchObject({
    nodes: [
      { label: 'sweep', distance: 0 },
      { label: 'trial', distance: 1 },
    ],
    edges: [edge],
    downstream: { runs: 1, exact: true },
  });
  expect(await getLineage({ ctx, input: { node: `run:${child}` } })).toMatchObject({
    nodes: [
      { label: 'trial', distance: 0 },
      { label: 'sweep', distance: -1 },
    ],
    edges: [edge],
  });
});
