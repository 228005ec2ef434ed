import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { waitForLock } from '../lock-file.ts';
import { projectRoot } from '../project-root.ts';
import { runProgram } from '../run-program.ts';
import { buildTfjsNode } from './build-tfjs-node.ts';

/** What came of setting up the native TensorFlow backend; WebAssembly takes over where it is unavailable. */
export interface TfjsNodeSetup {
  state: 'ready' | 'unavailable';
  /** How it got there: found working, upstream's installer, or built from the wheel. */
  how: 'present' | 'upstream' | 'wheel' | 'none';
  /** Why it is unavailable, one sentence for each way that was tried. */
  reason?: string;
  at: string;
  seconds: number;
}

export interface SetUpTfjsNodeInput {
  packageDir?: string;
  /** Tries again although an earlier try failed. */
  retry?: boolean;
  signal?: AbortSignal;
  onStep?: (step: string) => void;
}

const retryAfterMs = 24 * 3600_000;
const upstreamHost =
  'https://storage.googleapis.com/tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz';
// Loads the binding and computes with it: a file that is there may still lack a library or an instruction set.
const probe = `require('node:util').isNullOrUndefined = (v) => v == null;
const tf = require(process.argv[1]);
const [x] = tf.matMul([[1, 2]], [[3], [4]]).dataSync();
if (tf.getBackend() !== 'tensorflow' || x !== 11) throw new Error('computes ' + x + ' on ' + tf.getBackend());`;

/**
 * Makes the native backend of TensorFlow.js load: npm installs only its JavaScript (STACK: its installer fails where
 * its host cannot be reached). Tries upstream's installer, then a build from the tensorflow wheel, else records why
 * not. The outcome is kept beside the package; a failure is tried again after a day.
 */
export async function setUpTfjsNode(input: SetUpTfjsNodeInput = {}): Promise<TfjsNodeSetup> {
  const packageDir = input.packageDir ?? path.join(projectRoot, 'node_modules/@tensorflow/tfjs-node');
  const started = performance.now();
  const outcome = (how: TfjsNodeSetup['how'], reason?: string): TfjsNodeSetup => ({
    state: reason === undefined ? 'ready' : 'unavailable',
    how,
    ...(reason === undefined ? {} : { reason }),
    at: new Date().toISOString(),
    seconds: Math.round((performance.now() - started) / 100) / 10,
  });
  if (!existsSync(path.join(packageDir, 'package.json')))
    return outcome('none', 'npm did not install @tensorflow/tfjs-node.');
  const stamp = path.join(packageDir, '.traza-setup.json');
  const known = await readOutcome(stamp);
  if (known && isFinal({ known, packageDir, retry: input.retry ?? false })) return known;

  const lock = await waitForLock(path.join(packageDir, '.traza-setup.lock'), () =>
    input.onStep?.('another process is setting it up'),
  );
  try {
    const meanwhile = await readOutcome(stamp);
    if (
      meanwhile &&
      isFinal({ known: meanwhile, packageDir, retry: (input.retry ?? false) && meanwhile.at === known?.at })
    )
      return meanwhile;
    const result = await tryEveryWay({ packageDir, input, outcome });
    // A stop on the way (Ctrl-C) says nothing about the next start.
    if (!input.signal?.aborted) await writeFile(stamp, `${JSON.stringify(result, null, 2)}\n`);
    return result;
  } finally {
    await lock.release();
  }
}

interface TryEveryWayInput {
  packageDir: string;
  input: SetUpTfjsNodeInput;
  outcome: (how: TfjsNodeSetup['how'], reason?: string) => TfjsNodeSetup;
}

async function tryEveryWay({ packageDir, input, outcome }: TryEveryWayInput): Promise<TfjsNodeSetup> {
  const { signal, onStep = () => {} } = input;
  if (existsSync(bindingOf(packageDir)) && (await loads(packageDir, signal)) === undefined) return outcome('present');
  const reasons: string[] = [];
  const ways = [
    {
      how: 'upstream' as const,
      title: "Upstream's installer",
      run: () => installFromUpstream(packageDir, signal, onStep),
    },
    { how: 'wheel' as const, title: 'Building it', run: () => buildTfjsNode({ packageDir, signal, onStep }) },
  ];
  for (const { how, title, run } of ways) {
    const problem = await run().then(
      () => loads(packageDir, signal),
      (error: Error) => error.message,
    );
    if (problem === undefined) return outcome(how);
    reasons.push(`${title} failed: ${problem}`);
    if (signal?.aborted) break;
  }
  return outcome('none', reasons.join(' '));
}

async function readOutcome(stamp: string): Promise<TfjsNodeSetup | undefined> {
  try {
    return JSON.parse(await readFile(stamp, 'utf8')) as TfjsNodeSetup;
  } catch {
    return undefined;
  }
}

function isFinal({ known, packageDir, retry }: { known: TfjsNodeSetup; packageDir: string; retry: boolean }): boolean {
  if (known.state === 'ready') return existsSync(bindingOf(packageDir));
  return !retry && Date.now() - Date.parse(known.at) < retryAfterMs;
}

function bindingOf(packageDir: string): string {
  return path.join(packageDir, 'lib/napi-v8/tfjs_binding.node');
}

/** The reason why it does not load, or undefined when it does. */
async function loads(packageDir: string, signal: AbortSignal | undefined): Promise<string | undefined> {
  try {
    await runProgram({
      command: process.execPath,
      args: ['-e', probe, packageDir],
      timeoutMs: 60_000,
      signal,
      env: { TF_CPP_MIN_LOG_LEVEL: '2' },
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function installFromUpstream(
  packageDir: string,
  signal: AbortSignal | undefined,
  onStep: (step: string) => void,
): Promise<void> {
  // Its installer waits for minutes on a host that does not answer.
  const timeout = AbortSignal.timeout(5000);
  const answer = await fetch(upstreamHost, {
    method: 'HEAD',
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  }).catch(() => undefined);
  if (!answer?.ok) throw new Error('its host storage.googleapis.com cannot be reached.');
  onStep("running upstream's installer");
  const bins = path.join(projectRoot, 'node_modules/.bin');
  await runProgram({
    command: process.execPath,
    args: ['scripts/install.js'],
    cwd: packageDir,
    env: { PATH: `${bins}${path.delimiter}${process.env.PATH}` },
    timeoutMs: 5 * 60_000,
    signal,
  });
}

if (import.meta.main) {
  const setup = await setUpTfjsNode({
    retry: process.argv.includes('--retry'),
    onStep: (step) => console.log(`TensorFlow: ${step}`),
  });
  console.log(
    setup.state === 'ready'
      ? `TensorFlow: the native backend is ready (${setup.how}, ${setup.seconds} s).`
      : `TensorFlow: the native backend is not available, WebAssembly takes over. ${setup.reason}`,
  );
}
