import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { waitForLock } from './lock-file.ts';
import { projectRoot } from './project-root.ts';
import { runProgram } from './run-program.ts';

const sources = [
  'app',
  'lib',
  'public',
  'prisma/models',
  'next.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const skipped = /(\.test\.tsx?$)|^lib\/(db\/generated|testing|server|cli|sdk)\//;
const stampFile = path.join(projectRoot, '.next/traza-build.json');

export interface BuildPagesInput {
  signal?: AbortSignal;
  onStep?: (step: string) => void;
  /** Runs the build itself, to show that it goes on. */
  run?: (work: () => Promise<void>) => Promise<void>;
}

/**
 * Runs `next build` when the sources of the pages changed since the last one. Two starters wait for one build.
 * @returns whether it had to
 */
export async function buildPages({
  signal,
  onStep,
  run = (work) => work(),
}: BuildPagesInput = {}): Promise<{ built: boolean }> {
  const digest = await digestOfSources();
  if (await isBuilt(digest)) return { built: false };
  const lockDir = path.join(projectRoot, 'node_modules/.cache/traza');
  await mkdir(lockDir, { recursive: true });
  const lock = await waitForLock(path.join(lockDir, 'build.lock'), ({ pid }) =>
    onStep?.(`waiting for the build of process ${pid}`),
  );
  try {
    if (await isBuilt(digest)) return { built: false };
    await rm(stampFile, { force: true });
    await run(() => runNextBuild(signal));
    // Sources that were edited during the build are built again at the next start.
    await writeFile(stampFile, JSON.stringify({ digest }));
    return { built: true };
  } finally {
    await lock.release();
  }
}

async function runNextBuild(signal: AbortSignal | undefined): Promise<void> {
  const build = () =>
    runProgram({
      command: process.execPath,
      args: [path.join(projectRoot, 'node_modules/next/dist/bin/next'), 'build'],
      cwd: projectRoot,
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      signal,
    });
  await build().catch((error: Error) => {
    // Next 16.4 now and then fails to draw its own error page on a busy machine, in a build without a cache; the next
    // build, which finds the cache, passes. Any other failure is ours and is told at once.
    if (signal?.aborted || !/_global-error.*exiting the build/.test(error.message)) throw error;
    return build();
  });
}

async function isBuilt(digest: string): Promise<boolean> {
  if (!existsSync(path.join(projectRoot, '.next/BUILD_ID'))) return false;
  try {
    return (JSON.parse(await readFile(stampFile, 'utf8')) as { digest: string }).digest === digest;
  } catch {
    return false;
  }
}

/** SHA-256 over the names and bytes of everything that goes into the pages. */
async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    const full = path.join(projectRoot, source);
    if (!existsSync(full)) continue;
    const entries = await readdir(full, { recursive: true, withFileTypes: true }).catch(() => undefined);
    const files = entries
      ? entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
      : [full];
    for (const file of files.sort()) {
      const name = path.relative(projectRoot, file).split(path.sep).join('/');
      if (!skipped.test(name))
        hash
          .update(`${name}\0`)
          .update(await readFile(file))
          .update('\0');
    }
  }
  return hash.digest('hex');
}
