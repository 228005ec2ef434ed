import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startProduct } from './start-product.ts';
import type { Tally } from './tally.ts';

const root = path.resolve(import.meta.dirname, '../..');
const suite = path.join(root, 'e2e/mlflow');
const environments = path.join(root, '.venv');
/** Beyond this something hangs; the suite needs a quarter of it on two slow cores. */
const longestMs = 15 * 60_000;

const probe = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 11) else 1)';

/** A Python that can make the environment: the one named by TRAZA_TEST_PYTHON, or the system's. */
function findPython(): string | undefined {
  const candidates = [process.env.TRAZA_TEST_PYTHON, 'python3', 'python3.13', 'python3.12', 'python3.11', 'python'];
  return candidates.find((name) => name && spawnSync(name, ['-c', probe], { stdio: 'ignore' }).status === 0);
}

function run(command: string[], env: Record<string, string> = {}): Promise<number> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      timeout: longestMs,
    });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/**
 * The Python of an environment with the pinned packages. It is named by the digest of the pins, so that it is made
 * again when they change and kept between runs otherwise.
 */
async function environmentPython(python: string): Promise<string | undefined> {
  const pins = ['requirements.txt', 'constraints.txt'].map((name) => readFileSync(path.join(suite, name)));
  const version = spawnSync(python, ['-c', 'import sys; print(sys.version, sys.executable)'], { encoding: 'utf8' });
  const digest = createHash('sha256').update(Buffer.concat(pins)).update(version.stdout).digest('hex').slice(0, 16);
  const folder = path.join(environments, `mlflow-${digest}`);
  const [inside, complete] = [path.join(folder, 'bin/python'), path.join(folder, 'complete')];
  if (existsSync(complete)) return inside;
  if (existsSync(environments)) {
    for (const name of readdirSync(environments)) {
      if (name.startsWith('mlflow-')) rmSync(path.join(environments, name), { recursive: true, force: true });
    }
  }
  console.log('Installing the mlflow client and what it is tested with into .venv/ ...');
  const requirements = path.join(suite, 'requirements.txt');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary', ':all:'];
  const made =
    (await run([python, '-m', 'venv', folder])) === 0 &&
    // Byte code is made for the modules that are imported, which are few of those that are installed.
    (await run([inside, ...pip, '--no-compile', '--requirement', requirements])) === 0;
  if (made) writeFileSync(complete, '');
  return made ? inside : undefined;
}

function countsOf(report: string): Tally {
  const head = /<testsuite [^>]*>/.exec(readFileSync(report, 'utf8'))?.[0] ?? '';
  const [tests, failures, errors, skipped] = ['tests', 'failures', 'errors', 'skipped'].map((name) =>
    Number(new RegExp(` ${name}="(\\d+)"`).exec(head)?.[1] ?? Number.NaN),
  ) as [number, number, number, number];
  return { passed: tests - failures - errors - skipped, failed: failures + errors, skipped };
}

/** Runs e2e/mlflow: the real mlflow client against the started product. Without Python it is skipped, and says so. */
export async function mlflowSuite(scratch: string): Promise<Tally> {
  const found = findPython();
  if (!found) {
    console.log(
      'No Python 3.11 or newer with venv found, so the mlflow client is not tested. Install python3 and python3-venv, or set TRAZA_TEST_PYTHON to its path.',
    );
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const python = await environmentPython(found);
  if (!python) return { passed: 0, failed: 1, skipped: 0 };
  const report = path.join(scratch, 'mlflow.xml');
  const product = await startProduct();
  try {
    const code = await run([python, '-m', 'pytest', `--junitxml=${report}`, suite], { TRAZA_TEST_URL: product.url });
    const counts = existsSync(report) ? countsOf(report) : { passed: 0, failed: 1, skipped: 0 };
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    await product.stop();
  }
}
