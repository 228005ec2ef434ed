import { createRequire } from 'node:module';
import path from 'node:path';
import util from 'node:util';
import { DomainError } from '#lib/errors.ts';
import type { TfjsBackend } from '#lib/queue/kinds/backends.ts';
import type { RuntimeFacts } from '../runtime.ts';
import { seededRandom } from '../seeded-random.ts';
import { registerWasmKernels } from './wasm-kernels.ts';

export type Tf = typeof import('@tensorflow/tfjs');

export interface Runtime extends RuntimeFacts {
  tf: Tf;
  backend: TfjsBackend;
}

const require = createRequire(import.meta.url);
let loaded: Promise<Runtime> | undefined;
let loadedBackend: TfjsBackend | 'auto' | undefined;

/** tfjs-node 4.22 calls a function of `util` that Node 23 removed, and one whose use prints a warning into the log. */
function restoreUtil(): void {
  const absent = (value: unknown) => value === null || value === undefined;
  Object.defineProperty(util, 'isNullOrUndefined', { value: absent, configurable: true });
  Object.defineProperty(util, 'isArray', { value: Array.isArray, configurable: true });
}

async function loadNative(): Promise<Runtime> {
  restoreUtil();
  // Required, not imported: the type of the package is not resolvable where the optional dependency is absent.
  const native: { default?: Tf } & Tf = require('@tensorflow/tfjs-node');
  const tf = native.default ?? native;
  await tf.ready();
  if (tf.getBackend() !== 'tensorflow') throw new Error(`tfjs-node loaded, but its backend is "${tf.getBackend()}"`);
  const libtensorflow: unknown = Reflect.get(Object(Reflect.get(tf.backend(), 'binding')), 'TF_Version');
  return {
    tf,
    backend: 'tfjs-node',
    versions: { tfjs: tf.version_core, ...(typeof libtensorflow === 'string' ? { libtensorflow } : {}) },
  };
}

async function loadWasm(): Promise<Runtime> {
  const tf: Tf = require('@tensorflow/tfjs');
  const wasm: typeof import('@tensorflow/tfjs-backend-wasm') = require('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}${path.sep}`);
  // Threads do not start in Node: asked for, setBackend answers false and leaves the plain JavaScript backend in place.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const accepted = await tf.setBackend('wasm');
  if (!accepted || tf.getBackend() !== 'wasm')
    throw new Error(`the WebAssembly backend did not start; active is "${tf.getBackend()}"`);
  registerWasmKernels(tf);
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return { tf, backend: 'tfjs-wasm', versions: { tfjs: tf.version_core }, simd: simd === true };
}

async function load(wanted: TfjsBackend | 'auto'): Promise<Runtime> {
  // Nothing drawn while the library loads may differ between processes.
  const original = Math.random;
  Math.random = seededRandom(1, 'import');
  try {
    if (wanted === 'tfjs-wasm') return await loadWasm();
    try {
      return await loadNative();
    } catch (cause) {
      if (wanted === 'auto') return await loadWasm();
      throw new DomainError(
        'UNAVAILABLE',
        `The backend tfjs-node does not load on this machine: ${firstLine(cause)}.`,
        {
          fields: [{ path: 'backend', message: 'tfjs-node does not load here; "auto" or "tfjs-wasm" would run' }],
          hint: 'Choose the backend tfjs-wasm, or repair tfjs-node: the README says how it is set up.',
          cause,
        },
      );
    }
  } finally {
    Math.random = original;
  }
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
}

/**
 * Loads tfjs once per process on one backend and proves that the backend took. `auto` prefers tfjs-node.
 * @throws DomainError UNAVAILABLE when a pinned backend does not load, CONFLICT when another one already runs here:
 * bits of two backends differ, so a process keeps to one
 */
export async function loadTfjs(wanted: TfjsBackend | 'auto'): Promise<Runtime> {
  if (loaded && wanted !== 'auto' && loadedBackend !== wanted) {
    const runtime = await loaded;
    if (runtime.backend !== wanted) {
      throw new DomainError(
        'CONFLICT',
        `This process already runs ${runtime.backend}; ${wanted} needs a process of its own.`,
      );
    }
  }
  if (!loaded) {
    loadedBackend = wanted;
    loaded = load(wanted);
    loaded.catch(() => {
      loaded = undefined;
    });
  }
  return loaded;
}
