import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readModels } from './postgres/read-models.ts';
import { projectRoot } from './project-root.ts';

const require = createRequire(import.meta.url);
const outputDir = path.join(projectRoot, 'lib/db/generated');
const stampFile = path.join(outputDir, '.stamp');

/**
 * Writes the Prisma client of prisma/models into lib/db/generated when the models (or Prisma) changed since the last
 * time. Works offline. Returns whether it had to.
 */
export async function generateClient(): Promise<{ generated: boolean }> {
  const digest = await digestOfModels();
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === digest) return { generated: false };
  await runPrismaGenerate();
  await mkdir(outputDir, { recursive: true });
  await writeFile(stampFile, digest);
  return { generated: true };
}

async function digestOfModels(): Promise<string> {
  const { version } = require('prisma/package.json') as { version: string };
  const hash = createHash('sha256').update(version);
  for (const file of await readModels()) hash.update(`\0${file.path}\0${file.content}`);
  return hash.digest('hex');
}

async function runPrismaGenerate(): Promise<void> {
  const cli = require.resolve('prisma/build/index.js');
  const child = spawn(process.execPath, [cli, 'generate'], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      // Generating needs no schema engine, but the CLI downloads it unless this names a file that exists.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`prisma generate failed (exit code ${code}):\n${output.trim()}`);
}

if (import.meta.main) {
  const { generated } = await generateClient();
  console.log(generated ? 'Prisma client written to lib/db/generated.' : 'The Prisma client is up to date.');
}
