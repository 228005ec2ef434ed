import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probeBackends } from '#jobs/runtimes/probe-backends.ts';
import { type RunningWorker, startWorker } from '#jobs/start-worker.ts';
import { flightsFixture } from '#jobs/testing/flights-fixture.ts';
import { until } from '#jobs/testing/until.ts';
import type { Ctx } from '#lib/context.ts';
import { publishVersion } from '#lib/datasets/publish-version.ts';
import { compareTwoRuns } from '#lib/reproduce/compare-two-runs.ts';
import { enqueueExecutions } from '#lib/reproduce/enqueue-executions.ts';
import { getReproduction, listReproductions } from '#lib/reproduce/list-reproductions.ts';
import type { ReproductionAnswer } from '#lib/reproduce/schema.ts';
import { startReproduction } from '#lib/reproduce/start-reproduction.ts';
import { getFiveAnswers } from '#lib/runs/get-five-answers.ts';
import { submitBatchPredict } from '#lib/runs/submit-batch-predict.ts';
import type { SubmitTrainInput } from '#lib/runs/submit-schema.ts';
import { submitTrain } from '#lib/runs/submit-train.ts';
import { testDatabase } from '#lib/testing/test-database.ts';

// Real trainings in real processes: one for each execution, as in life.

const t = await testDatabase();
const patience = 120_000;
const { backends } = await probeBackends();
let worker: RunningWorker;
let ctx: Ctx;

async function start(): Promise<RunningWorker> {
  return startWorker({
    settings: {
      dataDir: t.dataDir,
      blobs: 'postgres',
      cacheBytes: 2 ** 30,
      workerSlots: 2,
      leaseMs: 10_000,
      beatMs: 1_000,
    },
    databaseUrl: t.url,
    log: ctx.log,
    capabilities: { backends },
  });
}

beforeAll(async () => {
  ctx = await t.newCtx();
  worker = await start();
});
afterAll(async () => worker.stop());

/** 400 rows of a made-up shop; `edit` changes the text before it is stored. */
async function shop(dataset: string, edit: (csv: string) => string = (csv) => csv) {
  const rows = Array.from({ length: 400 }, (_, index) => {
    const age = 18 + ((index * 37) % 60);
    const city = ['Oslo', 'Rome', 'Lima'][(index * 7) % 3];
    return `${age},${city},${(age * 13 + index) % 97 > 45 ? 'yes' : 'no'}`;
  });
  const csv = Buffer.from(edit(`age,city,bought\n${rows.join('\n')}\n`));
  const stored = await ctx.blobs.put(csv);
  const columns = [
    { name: 'age', type: 'BIGINT' },
    { name: 'city', type: 'VARCHAR' },
    { name: 'bought', type: 'VARCHAR' },
  ];
  return publishVersion({
    ctx,
    input: {
      dataset,
      kind: 'import',
      files: [{ path: 'shop.csv', size: stored.size, sha256: stored.digest }],
      format: 'csv',
      readOptions: { columns, delimiter: ',', header: true },
      columns,
      rowCount: rows.length,
      source: { type: 'test' },
    },
  });
}

async function train(dataset: string, more: Partial<SubmitTrainInput['recipe']> = {}): Promise<string> {
  const { runId } = await submitTrain({
    ctx,
    input: {
      recipe: {
        dataset: { name: dataset },
        holdout: 0.25,
        target: { column: 'bought' },
        features: [
          { column: 'age', encoder: { kind: 'standardize' } },
          { column: 'city', encoder: { kind: 'one-hot' } },
        ],
        layers: [8],
        dropout: 0.1,
        epochs: 2,
        batchSize: 32,
        logEveryBatches: 2,
        backend: 'tfjs-wasm',
        ...more,
      },
      register: { model: `${dataset}-model`, aliases: ['champion'] },
    },
  });
  await ended(runId, 'finished');
  return runId;
}

async function ended(runId: string, status: string): Promise<void> {
  const run = await until(
    `run ${runId} ends`,
    async () => {
      const row = await t.db.run.findUniqueOrThrow({ where: { id: runId } });
      return ['finished', 'failed', 'canceled'].includes(row.status) ? row : undefined;
    },
    patience,
  );
  expect({ status: run.status, reason: run.statusReason }).toMatchObject({ status });
}

async function settled(reproductionId: string): Promise<ReproductionAnswer> {
  return until(
    'the reproduction is settled',
    async () => {
      const answer = await getReproduction({ ctx, input: { reproductionId } });
      return answer.verdict === null ? undefined : answer;
    },
    patience,
  );
}

async function reproduce(runId: string, executions = 1): Promise<ReproductionAnswer> {
  const { reproductionId } = await startReproduction({ ctx, input: { runId, executions } });
  return settled(reproductionId);
}

describe('a training run', () => {
  let original: string;
  beforeAll(async () => {
    await shop('shop');
    original = await train('shop');
  }, patience);

  test('answers all five questions', async () => {
    const answers = await getFiveAnswers({ ctx, input: { runId: original } });
    expect(answers.missing).toEqual([]);
    expect(answers.data).toMatchObject({
      text: 'shop version 1 (dataset)',
      detail: [expect.any(String), expect.stringContaining('before the run and after')],
    });
    expect(answers.outputs.text).toContain('shop-model version 1');
  });

  test('comes out with the same bits twice again, and nothing is registered', { timeout: patience }, async () => {
    const answer = await reproduce(original, 2);
    expect(answer).toMatchObject({ verdict: 'bit-identical', executions: 2, runId: original });
    expect(answer.detail.summary).toMatch(
      /^2 of 2 executions are bit-identical: \d+ of \d+ outputs and \d+ of \d+ metrics/,
    );
    expect(answer.runs).toHaveLength(2);
    for (const run of answer.runs) {
      expect(run).toMatchObject({ status: 'finished', comparison: { verdict: 'bit-identical', differences: [] } });
      expect(run.comparison?.outputs.compared).toBeGreaterThanOrEqual(4);
      expect(run.comparison?.metrics.compared).toBeGreaterThanOrEqual(4);
    }
    expect(answer.detail.inputs).toEqual([
      expect.objectContaining({ role: 'dataset', before: expect.stringMatching(/^[0-9a-f]{64}$/) }),
    ]);
    const again = await t.db.run.findMany({ where: { reproductionId: answer.id } });
    const first = await t.db.run.findUniqueOrThrow({ where: { id: original } });
    expect(again.map((run) => run.recipeDigest)).toEqual([first.recipeDigest, first.recipeDigest]);
    const [model] = await t.db.model.findMany({ where: { name: 'shop-model' }, include: { versions: true } });
    expect(model?.versions.map((version) => version.runId)).toEqual([original]);
    expect((await listReproductions({ ctx, input: { runId: original } })).map((one) => one.id)).toEqual([answer.id]);
  });

  test('with another seed is different, and the seed is named', { timeout: patience }, async () => {
    const other = await train('shop', { seed: 2 });
    expect(await compareTwoRuns({ ctx, input: { runId: original, otherId: other } })).toMatchObject({
      verdict: 'different',
      summary: 'different: the seed was 1 and then 2',
      first: { category: 'seed', a: '1', b: '2' },
    });
  });

  test('on data with one other byte is different, and the input is named', { timeout: patience }, async () => {
    await shop('shop2', (csv) => csv.replace('18,Oslo', '19,Oslo'));
    const other = await train('shop2');
    expect(await compareTwoRuns({ ctx, input: { runId: original, otherId: other } })).toMatchObject({
      verdict: 'different',
      summary: expect.stringMatching(/^different: the input "dataset" differs/),
      first: { category: 'input', name: 'dataset' },
    });
  });

  test.skipIf(!backends.includes('tfjs-node'))(
    'on another backend cannot be compared, and the backend is named',
    { timeout: patience },
    async () => {
      const other = await train('shop', { backend: 'tfjs-node' });
      expect(await compareTwoRuns({ ctx, input: { runId: original, otherId: other } })).toMatchObject({
        verdict: 'not-comparable',
        summary: 'not comparable: the environment differs in backend: tfjs-wasm and then tfjs-node',
        first: { category: 'environment', name: 'backend' },
      });
    },
  );

  test('goes on after its coordinator was handed to another worker, with no execution too many', {
    timeout: patience,
  }, async () => {
    const { reproductionId, jobId } = await startReproduction({ ctx, input: { runId: original, executions: 3 } });
    await until(
      'executions are queued',
      async () => (await t.db.run.count({ where: { reproductionId } })) === 3,
      patience,
    );
    await worker.stop();
    expect((await t.db.job.findUniqueOrThrow({ where: { id: jobId } })).state).toBe('queued');
    worker = await start();
    expect(await settled(reproductionId)).toMatchObject({ verdict: 'bit-identical', runs: { length: 3 } });
    expect((await t.db.job.findUniqueOrThrow({ where: { id: jobId } })).attempt).toBe(2);
  });

  test('whose stored input was damaged since is different, and nothing is executed', {
    timeout: patience,
  }, async () => {
    const version = await shop('damaged', (csv) => csv.replaceAll('Lima', 'Cusco'));
    const runId = await train('damaged');
    const file = await t.db.datasetFile.findFirstOrThrow({ where: { versionId: version.id } });
    const damaged = await t.db.$executeRaw`
      UPDATE traza.blob_chunk c SET bytes = set_byte(c.bytes, 30, get_byte(c.bytes, 30) # 1)
      FROM traza.blob b WHERE b.digest = ${file.digest} AND c.content_id = b.content_id`;
    expect(damaged).toBe(1);
    const answer = await reproduce(runId);
    expect(answer).toMatchObject({
      verdict: 'different',
      runs: [],
      detail: {
        summary: expect.stringMatching(/the input "dataset" is not .* any more; its stored bytes are damaged or gone/),
        first: { category: 'input', name: 'dataset', a: version.digest, b: null },
      },
    });
  });

  test('whose recipe names other code cannot be compared, and the files are named', { timeout: patience }, async () => {
    const run = await t.db.run.findUniqueOrThrow({ where: { id: original } });
    const recipe = await t.db.recipe.findFirstOrThrow({ where: { digest: run.recipeDigest ?? '' } });
    const then = await t.db.codeVersion.findUniqueOrThrow({ where: { digest: recipe.codeDigest ?? '' } });
    const code = 'e'.repeat(64);
    const manifest = { ...Object(then.manifest), 'jobs/train/run-train.ts': '0'.repeat(64) };
    await t.db.codeVersion.create({ data: { digest: code, kind: 'builtin', manifest } });
    const { sealRecipe } = await import('#lib/recipes/seal-recipe.ts');
    const document = JSON.parse(recipe.body);
    const sealed = await sealRecipe({ ctx, input: { ...document, code: { ...document.code, version: code } } });
    await t.db.run.update({ where: { id: original }, data: { recipeDigest: sealed.digest } });
    try {
      expect(await reproduce(original)).toMatchObject({
        verdict: 'not-comparable',
        runs: [],
        detail: { summary: expect.stringContaining('jobs/train/run-train.ts'), first: { category: 'code' } },
      });
    } finally {
      await t.db.run.update({ where: { id: original }, data: { recipeDigest: run.recipeDigest } });
    }
  });

  test('is executed only as often as asked, however often executions are queued', async () => {
    await worker.stop();
    try {
      const { reproductionId } = await startReproduction({ ctx, input: { runId: original, executions: 3 } });
      const [first] = await enqueueExecutions({ ctx, input: { reproductionId } });
      await t.db.run.updateMany({ where: { reproductionId, id: { not: first } }, data: { reproductionId: null } });
      const ids = await enqueueExecutions({ ctx, input: { reproductionId } });
      expect(ids).toHaveLength(3);
      expect(ids[0]).toBe(first);
      expect(await enqueueExecutions({ ctx, input: { reproductionId } })).toEqual(ids);
      await t.db.job.updateMany({ where: { state: 'queued' }, data: { state: 'canceled', finishedAt: new Date() } });
      expect(await getReproduction({ ctx, input: { reproductionId } })).toMatchObject({ verdict: 'failed' });
    } finally {
      worker = await start();
    }
  });
});

test('a batch run comes out with the same bits in every partition, and publishes nothing again', {
  timeout: patience,
}, async () => {
  const { rowCount } = await flightsFixture(ctx, { rows: 3_000 });
  const { runId } = await submitBatchPredict({
    ctx,
    input: {
      model: { name: 'late', alias: 'champion' },
      dataset: { name: 'flights' },
      output: 'late-flights',
      rowsPerPartition: 1_000,
      backend: 'tfjs-wasm',
    },
  });
  await ended(runId, 'finished');
  expect(rowCount).toBe(3_000);
  const answer = await reproduce(runId);
  expect(answer.detail.summary).toMatch(/^bit-identical: 4 of 4 outputs/);
  expect(answer).toMatchObject({
    verdict: 'bit-identical',
    runs: [{ comparison: { outputs: { equal: 4, compared: 4 } } }],
  });
  expect(await t.db.datasetVersion.count({ where: { dataset: { name: 'late-flights' } } })).toBe(1);
});

test('only finished runs with a recipe can be executed again, and only in their project', async () => {
  const { createRun } = await import('#lib/runs/create-run.ts');
  const { runId } = await createRun({ ctx, input: {} });
  await expect(startReproduction({ ctx, input: { runId } })).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
  const other = await t.newCtx();
  await expect(startReproduction({ ctx: other, input: { runId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(listReproductions({ ctx: other, input: { runId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(compareTwoRuns({ ctx: other, input: { runId, otherId: runId } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const [own] = await t.db.reproduction.findMany({ where: { projectId: ctx.project.id }, take: 1 });
  const input = { reproductionId: own?.id ?? '' };
  expect(input.reproductionId).not.toBe('');
  await expect(getReproduction({ ctx: other, input })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
