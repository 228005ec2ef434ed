import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkImports } from './check-imports.ts';
import { checkText } from './check-text.ts';
import { findBrowser } from './find-browser.ts';
import { mlflowSuite } from './mlflow-suite.ts';
import type { Tally } from './tally.ts';

const root = path.resolve(import.meta.dirname, '../..');

const total: Tally = { passed: 0, failed: 0, skipped: 0 };

function add(tally: Tally): void {
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
}

function run(command: string[], extraEnv: Record<string, string> = {}): Promise<number> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...extraEnv },
    });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

const nodeScript = (file: string, ...args: string[]) => [process.execPath, path.join(root, file), ...args];
const bin = (name: string, ...args: string[]) => [path.join(root, 'node_modules/.bin', name), ...args];

async function step(title: string, work: () => Promise<Tally>): Promise<void> {
  const start = performance.now();
  console.log(`\n== ${title}`);
  const tally = await work();
  add(tally);
  console.log(
    `== ${title}: ${tally.failed === 0 ? 'ok' : `${tally.failed} failed`} in ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
}

const one = (ok: boolean): Tally => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

function told(problems: string[]): Tally {
  for (const problem of problems) console.log(problem);
  return one(problems.length === 0);
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
}

/** A run that ended with an error but reports no failed test (a suite that did not load) counts as one failure. */
function honest(tally: Tally, exitCode: number): Tally {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

async function unitTests(scratch: string): Promise<Tally> {
  const file = path.join(scratch, 'vitest.json');
  const code = await run(bin('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`));
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
    return honest(
      { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests },
      code,
    );
  } catch {
    return one(false);
  }
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

async function browserTests(scratch: string): Promise<Tally> {
  const browser = findBrowser();
  if (!browser) {
    console.log(
      'No browser found, so the tests in e2e/ are skipped. Run "npx playwright install chromium", or install Chromium and set TRAZA_TEST_BROWSER to its path.',
    );
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const file = path.join(scratch, 'playwright.json');
  const code = await run(bin('playwright', 'test', '--reporter=list,json'), {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    TRAZA_TEST_BROWSER: browser,
  });
  try {
    const { stats } = JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport;
    // A test that needed a second try is a bug to be found, so it counts as failed.
    return honest({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }, code);
  } catch {
    return one(false);
  }
}

const checksOnly = process.argv.includes('--checks-only');
const scratch = mkdtempSync(path.join(tmpdir(), 'traza-test-'));
try {
  await step('prisma client', async () => one((await run(nodeScript('lib/server/generate-client.ts'))) === 0));
  await step('lint and format', async () => one((await run(bin('biome', 'check', '--error-on-warnings'))) === 0));
  await step('types', async () => one((await run(bin('tsc', '--noEmit'))) === 0));
  await step('import directions', async () => told(checkImports(root)));
  await step('texts', async () => told(checkText(root)));
  if (!checksOnly) {
    await step('TensorFlow set-up', async () => one((await run(nodeScript('lib/server/setup/tfjs-node.ts'))) === 0));
    await step('unit and integration tests', () => unitTests(scratch));
    await step('browser tests', () => browserTests(scratch));
    await step('the mlflow client', () => mlflowSuite(scratch));
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
