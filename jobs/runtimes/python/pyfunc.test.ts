import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { projectRoot } from '#lib/server/project-root.ts';
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
