import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runProgram } from '../run-program.ts';

// One wheel for every machine, whatever Python it has: only the C library inside is used.
const wheel = {
  requirement: 'tensorflow-cpu==2.21.0',
  selection: ['--python-version=3.11', '--implementation=cp', '--abi=cp311', '--platform=manylinux_2_27_x86_64'],
  sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
};

export interface BuildTfjsNodeInput {
  /** The folder of @tensorflow/tfjs-node. */
  packageDir: string;
  signal?: AbortSignal | undefined;
  onStep: (step: string) => void;
}

/**
 * Builds the native part of tfjs-node against the C library of TensorFlow's own Python wheel, which package indexes
 * carry where upstream's host cannot be reached. Needs Linux on x64, python3 with pip, and a C++ compiler. The result
 * appears in the package in one piece at the end.
 * @throws Error that says what was missing
 */
export async function buildTfjsNode({ packageDir, signal, onStep }: BuildTfjsNodeInput): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`it can only be built on linux-x64, and this is ${process.platform}-${process.arch}`);
  }
  const compiler = process.env.CXX || 'c++';
  const headers = nodeHeaders();
  await runProgram({ command: compiler, args: ['--version'], signal });
  const scratch = await mkdtemp(path.join(packageDir, '.traza-build-'));
  try {
    onStep(`downloading ${wheel.requirement} (274 MB)`);
    const file = await downloadWheel(scratch, signal);
    onStep('unpacking its C library');
    const deps = path.join(scratch, 'deps');
    await runProgram({
      command: 'python3',
      args: [path.join(import.meta.dirname, 'unpack-libtensorflow.py'), file, deps],
      signal,
    });
    await symlink('libtensorflow_cc.so.2', path.join(deps, 'lib/libtensorflow.so'));
    await symlink('libtensorflow_framework.so.2', path.join(deps, 'lib/libtensorflow_framework.so'));
    onStep('compiling the binding');
    const binding = await compile({ compiler, headers, packageDir, scratch, deps, signal });
    await rm(path.join(packageDir, 'deps'), { recursive: true, force: true });
    await rename(deps, path.join(packageDir, 'deps'));
    await mkdir(path.join(packageDir, 'lib/napi-v8'), { recursive: true });
    await rename(binding, path.join(packageDir, 'lib/napi-v8/tfjs_binding.node'));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The headers beside the Node that runs, which both the npm package and the usual installations carry. */
function nodeHeaders(): string {
  const platform = `node-${process.platform}-${process.arch}`;
  const prefix = path.dirname(path.dirname(process.execPath));
  const places = ['include/node', `node_modules/${platform}/include/node`, `../${platform}/include/node`];
  const found = places.map((place) => path.join(prefix, place)).find((dir) => existsSync(path.join(dir, 'node_api.h')));
  if (!found) throw new Error(`the headers of Node are not beside ${process.execPath}`);
  return found;
}

async function downloadWheel(scratch: string, signal: AbortSignal | undefined): Promise<string> {
  await runProgram({
    command: 'python3',
    args: [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--no-cache-dir',
      '--retries=1',
      ...wheel.selection,
      '--dest',
      scratch,
      wheel.requirement,
    ],
    timeoutMs: 10 * 60_000,
    signal,
  });
  const name = (await readdir(scratch)).find((entry) => entry.endsWith('.whl'));
  if (!name) throw new Error('pip downloaded nothing');
  const file = path.join(scratch, name);
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  if (hash.digest('hex') !== wheel.sha256)
    throw new Error(`${name} is not the file its publisher released (SHA-256 differs)`);
  return file;
}

interface CompileInput {
  compiler: string;
  headers: string;
  packageDir: string;
  scratch: string;
  deps: string;
  signal: AbortSignal | undefined;
}

async function compile({ compiler, headers, packageDir, scratch, deps, signal }: CompileInput): Promise<string> {
  const flags = ['-fPIC', '-O2', '-std=c++17', '-DNAPI_VERSION=8', `-I${headers}`, `-I${deps}/include`];
  const objects = await Promise.all(
    ['tfjs_backend', 'tfjs_binding'].map(async (unit) => {
      const object = path.join(scratch, `${unit}.o`);
      await runProgram({
        command: compiler,
        args: [...flags, '-c', path.join(packageDir, 'binding', `${unit}.cc`), '-o', object],
        signal,
      });
      return object;
    }),
  );
  const binding = path.join(scratch, 'tfjs_binding.node');
  // The rpath is relative to where the file will lie: lib/napi-v8 beside deps/lib.
  const libraries = [`-L${deps}/lib`, '-ltensorflow', '-ltensorflow_framework', '-Wl,-rpath,$ORIGIN/../../deps/lib'];
  await runProgram({ command: compiler, args: ['-shared', ...objects, ...libraries, '-o', binding], signal });
  return binding;
}
