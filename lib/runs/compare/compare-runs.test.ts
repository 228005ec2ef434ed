import { expect, test } from 'vitest';
import { saveArtifact } from '#lib/artifacts/save-artifact.ts';
import { createExperiment } from '#lib/experiments/create-experiment.ts';
import { testDatabase } from '#lib/testing/test-database.ts';
import { archiveRun } from '../archive-run.ts';
import { createRun } from '../create-run.ts';
import { logBatch } from '../log-batch.ts';
import { logInputs } from '../log-inputs.ts';
import { compareRuns } from './compare-runs.ts';
import { readPackages } from './environment-rows.ts';
import type { CompareRunsAnswer, CompareRunsInput } from './schema.ts';

const t = await testDatabase();

type Ctx = Awaited<ReturnType<typeof t.newCtx>>;

async function twoRuns(ctx: Ctx) {
  const { id: experimentId } = await createExperiment({ ctx, input: { name: 'compare' } });
  const long = 'x'.repeat(3_000);
  const make = async (name: string, params: Record<string, string>, loss: number) => {
    const { runId } = await createRun({
      ctx,
      input: { experimentId, name, params, tags: { team: 'a', 'mlflow.source.git.commit': name.repeat(10) } },
    });
    const metrics = [
      { key: 'loss', value: loss, step: 0 },
      { key: 'same', value: Number.NaN, step: 0 },
    ];
    await logBatch({ ctx, input: { runId, metrics } });
    await saveArtifact({
      ctx,
      input: {
        runId,
        path: 'requirements.txt',
        body: Buffer.from(`numpy==${name === 'a' ? '1.0' : '2.0'}\nscipy==1\n`),
      },
    });
    return runId;
  };
  const a = await make('a', { lr: '0.1', depth: '3', only: 'here', long: `${long}a` }, 0.5);
  const b = await make('b', { lr: '0.2', depth: '3', long: `${long}b` }, 0.25);
  return { experimentId, a, b };
}

/** `params lr` → what each run has. */
function shown(answer: CompareRunsAnswer): Record<string, unknown[]> {
  return Object.fromEntries(
    answer.rows.map((row) => [
      [row.section, row.key, row.field].filter(Boolean).join(' '),
      row.at.map((place) => row.values[place]),
    ]),
  );
}

const compare = async (ctx: Ctx, input: CompareRunsInput) => compareRuns({ ctx, input });

test('runs stand side by side, with what differs', async () => {
  const ctx = await t.newCtx();
  const { a, b } = await twoRuns(ctx);
  const all = await compare(ctx, { ids: [a, b] });
  const rows = shown(all);
  expect(all.runs.map((run) => run.name)).toEqual(['a', 'b']);
  expect(rows['params lr']).toEqual(['0.1', '0.2']);
  expect(rows['params depth']).toEqual(['3', '3']);
  expect(rows['params only']).toEqual(['here', undefined]);
  expect(rows['metrics loss']).toEqual([
    { last: 0.5, min: 0.5, max: 0.5 },
    { last: 0.25, min: 0.25, max: 0.25 },
  ]);
  expect(rows['metrics same']?.[0]).toEqual({ last: 'NaN', min: null, max: null });
  expect(rows['code commit']).toEqual(['a'.repeat(10), 'b'.repeat(10)]);
  expect(rows['tags team']).toEqual(['a', 'a']);
  expect(Object.keys(rows).filter((key) => key.includes('mlflow'))).toEqual([]);
  expect(rows['environment numpy package']).toEqual(['1.0', '2.0']);
  expect(rows['artifacts requirements.txt']?.[0]).toMatchObject({ size: 20 });
  // Texts that begin alike are told apart, though they come cut.
  const long = all.rows.find((row) => row.key === 'long');
  expect(long).toMatchObject({ differs: true, at: [0, 1] });
  expect(long?.values[0]).toMatchObject({ length: 3_001 });
  const params = all.sections.find((section) => section.id === 'params');
  expect(params).toEqual({ id: 'params', rows: 4, differing: 3, more: false });

  const differing = await compare(ctx, { ids: [a, b], differences: true });
  expect(differing.rows).toEqual(all.rows.filter((row) => row.differs));
  expect(differing.rows.map((row) => row.key)).not.toContain('depth');
  expect(differing.sections).toEqual(all.sections);
});

test('what a run is part of is called by its name', async () => {
  const ctx = await t.newCtx();
  const sweep = await createRun({ ctx, input: { name: 'sweep' } });
  const trial = await createRun({ ctx, input: { parentRunId: sweep.runId } });
  expect(shown(await compare(ctx, { ids: [trial.runId, sweep.runId] }))['overview parent']).toEqual([
    { text: 'sweep', thing: { type: 'run', name: sweep.runId } },
    undefined,
  ]);
});

test('rows are found by a part of their key, one section at a time, and page by page', async () => {
  const ctx = await t.newCtx();
  const { a, b } = await twoRuns(ctx);
  expect(Object.keys(shown(await compare(ctx, { ids: [a, b], text: 'LO' })))).toEqual(['params long', 'metrics loss']);
  const keys = await compare(ctx, { ids: [a, b], sections: ['metrics'], keysOnly: true });
  expect(keys.rows.map((row) => [row.key, row.values])).toEqual([
    ['loss', []],
    ['same', []],
  ]);
  const all = await compare(ctx, { ids: [a, b] });
  const behind = await compare(ctx, { ids: [a, b], offset: 3 });
  expect(behind.rows).toEqual(all.rows.slice(3));
  expect(behind.nextOffset).toBeNull();
});

test('an archived run stays, one that is not there or of another project is said', async () => {
  const ctx = await t.newCtx();
  const { a, b } = await twoRuns(ctx);
  const foreign = await twoRuns(await t.newCtx());
  await archiveRun({ ctx, input: { runId: b } });
  const gone = '0'.repeat(32);
  const answer = await compare(ctx, { ids: [foreign.a, a, gone, b, a] });
  expect(answer.runs.map((run) => [run.id, run.archived])).toEqual([
    [a, false],
    [b, true],
  ]);
  expect(answer.missing).toEqual([foreign.a, gone]);
  expect((await compare(ctx, { ids: [gone] })).rows).toEqual([]);
  await expect(compare(ctx, { ids: ["' or 1=1"] })).rejects.toMatchObject({ fields: [{ path: 'ids.0' }] });
});

test('data that clients logged has rows for its version, size and columns', async () => {
  const ctx = await t.newCtx();
  const { a, b } = await twoRuns(ctx);
  for (const [runId, digest] of [
    [a, 'one'],
    [b, 'two'],
  ] as const) {
    await logInputs({
      ctx,
      input: {
        runId,
        models: [],
        datasets: [
          {
            tags: { 'mlflow.data.context': 'training' },
            dataset: {
              name: 'wine',
              digest,
              sourceType: 'local',
              source: '{"uri":"wine.csv"}',
              schema: JSON.stringify({ mlflow_colspec: [{ type: 'double', name: 'alcohol', required: true }] }),
              profile: JSON.stringify({ num_rows: digest === 'one' ? 100 : 90 }),
            },
          },
        ],
      },
    });
  }
  const rows = shown(await compare(ctx, { ids: [a, b], sections: ['data'] }));
  expect(rows['data training']).toEqual([
    { text: 'wine', digest: 'one', thing: { type: 'logged-dataset', name: expect.any(String) } },
    { text: 'wine', digest: 'two', thing: { type: 'logged-dataset', name: expect.any(String) } },
  ]);
  expect(rows['data training rows']).toEqual([100, 90]);
  expect(rows['data training columns']).toEqual(['alcohol: double', 'alcohol: double']);
});

test('data that clients logged is the same in two experiments, by its name and digest', async () => {
  const ctx = await t.newCtx();
  const dataset = { name: 'wine', digest: 'one', sourceType: 'local', source: '', schema: null, profile: null };
  const ids: string[] = [];
  for (const name of ['here', 'there']) {
    const { id: experimentId } = await createExperiment({ ctx, input: { name } });
    const { runId } = await createRun({ ctx, input: { experimentId } });
    await logInputs({ ctx, input: { runId, models: [], datasets: [{ dataset, tags: {} }] } });
    ids.push(runId);
  }
  const { rows } = await compare(ctx, { ids, sections: ['data'] });
  expect(rows.map((row) => [row.key, row.differs])).toEqual([['dataset', false]]);
});

test('of one run a few hundred things and two thousand packages are compared, each file read once', async () => {
  const ctx = await t.newCtx();
  const { a, b } = await twoRuns(ctx);
  const datasets = Array.from({ length: 300 }, (_, at) => ({
    tags: {},
    dataset: { name: 'd', digest: String(at), sourceType: 'local', source: '', schema: null, profile: null },
  }));
  await logInputs({ ctx, input: { runId: a, models: [], datasets } });
  const body = Buffer.from(Array.from({ length: 2_500 }, (_, at) => `p${at}==1`).join('\n'));
  for (const path of ['model/requirements.txt', 'x/y/requirements.txt'])
    await saveArtifact({ ctx, input: { runId: a, path, body } });
  const { rows } = await compare(ctx, { ids: [a, b], sections: ['data', 'environment'] });
  expect(rows.filter((row) => row.section === 'data')).toHaveLength(200);
  const packages = rows.filter((row) => row.field === 'package');
  expect(packages).toHaveLength(2_002);
  // What lies nearest to the root counts.
  expect(packages.find((row) => row.key === 'numpy')?.values).toEqual(['1.0', '2.0']);
});

test('packages are read out of what clients keep', () => {
  expect(
    readPackages('# made by mlflow\nNumPy==2.1.0\ntorch[cuda]==2.6 ; sys_platform == "linux"\nscipy>=1.2\nplain\n-r x'),
  ).toEqual([
    ['numpy', '2.1.0'],
    ['torch', '2.6'],
    ['scipy', '>=1.2'],
    ['plain', '*'],
  ]);
  expect(readPackages('python: 3.11.2\nbuild_dependencies:\n- pip==23')).toEqual([['python', '3.11.2']]);
});
