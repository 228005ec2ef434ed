import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openTable } from '#jobs/tabular/open-table.ts';
import { scoreRows } from '#jobs/tabular/score.ts';
import { sourceOf } from '#jobs/testing/local-training.ts';
import { projectRoot } from '#lib/server/project-root.ts';
import { loadModel } from '../load-model.ts';
import { checkRuntime } from '../testing/check-runtime.ts';
import { findPython } from './find-python.ts';
import { makeEnvironment } from './make-environment.ts';
import { runTool } from './run-tool.ts';

vi.setConfig({ testTimeout: 120_000 });

const requirements = 'mlflow==3.17.2\nscikit-learn==1.9.1\n';
const cache = path.join(projectRoot, '.venv');

/** Logs a forest over flights as MLflow's client does. */
const script = `
import sys, mlflow, pandas
from sklearn.compose import make_column_transformer
from sklearn.ensemble import RandomForestRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
flights = pandas.read_parquet(sys.argv[1]).head(4000)
inputs = flights[["distance", "origin", "destination"]].astype({"distance": "float64"})
coder = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
model = make_pipeline(
    make_column_transformer((coder, ["origin", "destination"]), remainder="passthrough"),
    RandomForestRegressor(10, max_depth=12, random_state=1, n_jobs=1),
)
model.fit(inputs, flights["delay"])
signature = mlflow.models.infer_signature(inputs)
packages = ${JSON.stringify(requirements.trim().split('\n'))}
mlflow.sklearn.save_model(
    model, sys.argv[2], signature=signature, pip_requirements=packages, serialization_format="cloudpickle"
)
`;

/** The Python that logs the models of this suite; the reason where there is none. */
async function preparePython(): Promise<{ program: string } | { missing: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'traza-python-'));
  try {
    writeFileSync(path.join(folder, 'requirements.txt'), requirements);
    const minor = (await findPython()).version.split('.').slice(0, 2).join('.');
    const program = await makeEnvironment({ folder, minor, cacheDir: cache, scratchDir: folder, log: () => {} });
    return { program };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const python = await preparePython();
const title = 'missing' in python ? `a Python model (skipped: ${python.missing})` : 'a Python model';

describe.skipIf('missing' in python)(title, () => {
  checkRuntime({
    backend: 'python',
    library: { name: 'mlflow', version: '3.17.2' },
    cache,
    files: async (flights) => {
      const folder = `${flights}-model`;
      const made = await runTool('program' in python ? python.program : '', ['-c', script, flights, folder]);
      expect(made.code, made.tail).toBe(0);
      const names = ['MLmodel', 'requirements.txt', 'model.pkl'];
      return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name))]));
    },
  });
});

/** Logs a function that prints, fails for odd numbers, and takes its process down for the number 13. */
const unruly = `
import sys, os, mlflow, pandas
class Unruly(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        print("printed by the model")
        if (model_input["x"] == 13).any():
            os.kill(os.getpid(), 9)
        if (model_input["x"] % 2 == 1).any():
            raise ValueError("odd")
        return pandas.DataFrame({"half": model_input["x"] / 2, "name": model_input["x"].astype(str)})
signature = mlflow.models.infer_signature(pandas.DataFrame({"x": [2.0]}))
packages = ${JSON.stringify(requirements.trim().split('\n'))}
mlflow.pyfunc.save_model(sys.argv[1], python_model=Unruly(), signature=signature, pip_requirements=packages)
`;

test.skipIf('missing' in python)('a function may print, fail for some rows, and die: each is told', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'traza-unruly-'));
  try {
    const folder = path.join(dir, 'model');
    const made = await runTool('program' in python ? python.program : '', ['-c', unruly, folder]);
    expect(made.code, made.tail).toBe(0);
    const files = new Map(readdirSync(folder).map((name) => [name, path.join(folder, name)]));
    const model = await loadModel({
      files,
      signature: null,
      backend: 'python',
      scratchDir: dir,
      cacheDir: cache,
      log: () => {},
    });
    const score = async (...values: number[]) => {
      const file = path.join(dir, 'x.csv');
      writeFileSync(file, ['x,y', ...values.map((x) => `${x},0`), ''].join('\n'));
      const table = await openTable({ source: await sourceOf(file), scratchDir: dir });
      const prepared = await model.prepare({ table });
      const invalid: unknown[] = [];
      for await (const block of scoreRows({ prepared })) {
        invalid.push(...block.invalid);
        return {
          predictions: prepared.predictions,
          values: block.values.map((one) => Array.from(one as string[])),
          invalid,
        };
      }
      throw new Error('no block');
    };
    const { predictions, values, invalid } = await score(2, 4, 5, 8, 7, 10);
    expect(predictions).toEqual([
      { name: 'half', type: 'DOUBLE' },
      { name: 'name', type: 'VARCHAR' },
    ]);
    const kept = (list: readonly unknown[] | undefined) => list?.filter((_, row) => row !== 2 && row !== 4);
    expect(kept(values[0])).toEqual([1, 2, 4, 5]);
    expect(kept(values[1])).toEqual(['2.0', '4.0', '8.0', '10.0']);
    expect(invalid).toEqual([
      { row: 2, column: 'prediction', reason: 'ValueError: odd' },
      { row: 4, column: 'prediction', reason: 'ValueError: odd' },
    ]);
    await expect(score(2, 13)).rejects.toThrow('The Python process of the model ended with SIGKILL');
    await expect(score(2, 4)).rejects.toThrow('The Python process of the model ended with SIGKILL');
    await model.dispose();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

test.skipIf('missing' in python)('a version of Python that is not there is told with what is', async () => {
  await expect(findPython('3.1')).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('This machine has no Python 3.1 with venv'),
  });
});

test.skipIf('missing' in python)(
  'packages that cannot be had are told in the words of pip, and nothing is kept',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'traza-python-'));
    vi.stubEnv('PIP_NO_INDEX', '1');
    try {
      writeFileSync(path.join(folder, 'requirements.txt'), 'traza-is-no-package==1.0\n');
      const { version } = await findPython();
      const minor = version.split('.').slice(0, 2).join('.');
      const cacheDir = path.join(folder, 'cache');
      await expect(
        makeEnvironment({ folder, minor, cacheDir, scratchDir: folder, log: () => {} }),
      ).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        message: expect.stringContaining('No matching distribution found'),
      });
      expect(readdirSync(folder)).toEqual(['requirements.txt']);
    } finally {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
