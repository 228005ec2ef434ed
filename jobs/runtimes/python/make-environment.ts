import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DomainError } from '#lib/errors.ts';
import { type FoundPython, findPython } from './find-python.ts';
import { runTool } from './run-tool.ts';

// Byte code is made for the modules that are imported, which are few of those that are installed.
const pip = [
  '-m',
  'pip',
  'install',
  '--quiet',
  '--no-compile',
  '--disable-pip-version-check',
  '--no-input',
  '--retries',
  '2',
];

/**
 * The Python of an environment with the packages that a model asks for, made once for each list of them and kept. It is
 * made in the scratch folder and moved when it is whole: two jobs that make it at once are not in each other's way.
 * @param folder of the model: its list may name files beside it
 * @throws DomainError UNAVAILABLE when this machine has no such Python, or the packages cannot be had
 */
export async function makeEnvironment({
  folder,
  minor,
  cacheDir,
  scratchDir,
  log,
}: {
  folder: string;
  minor: string;
  cacheDir: string;
  scratchDir: string;
  log: (line: string) => void;
}): Promise<string> {
  const python = await findPython(minor);
  const list = await readFile(path.join(folder, 'requirements.txt'));
  const digest = createHash('sha256').update(`${python.version} ${os.arch()} ${os.platform()}\n`).update(list);
  const kept = path.join(cacheDir, 'python', digest.digest('hex').slice(0, 32));
  const inside = path.join(kept, 'bin', 'python');
  if (existsSync(inside)) return inside;
  log(`Installing the Python packages of the model for Python ${python.version}; they are kept for later jobs.`);
  const fresh = path.join(scratchDir, 'python-environment');
  await install(python, fresh, folder);
  await mkdir(path.dirname(kept), { recursive: true });
  await rename(fresh, kept).catch(async (error: unknown) => {
    if (!existsSync(inside)) throw error;
    await rm(fresh, { recursive: true, force: true });
  });
  return inside;
}

async function install({ program }: FoundPython, fresh: string, folder: string): Promise<void> {
  await rm(fresh, { recursive: true, force: true });
  const made = await runTool(program, ['-m', 'venv', fresh]);
  // The pipe speaks Arrow, which mlflow-skinny does not bring along.
  const args = [...pip, '--requirement', 'requirements.txt', 'pyarrow'];
  const installed = made.code === 0 ? await runTool(path.join(fresh, 'bin/python'), args, { cwd: folder }) : made;
  if (installed.code === 0) return;
  await rm(fresh, { recursive: true, force: true });
  throw new DomainError(
    'UNAVAILABLE',
    `The Python packages of the model cannot be installed on this machine: ${installed.tail}`,
    {
      fields: [{ path: 'model', message: 'its requirements.txt cannot be installed here' }],
      hint: 'pip needs a package index that it can reach (PIP_INDEX_URL, PIP_FIND_LINKS); the log has what it said.',
    },
  );
}
