import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../project-root.ts';

export interface ModelFile {
  /** Relative to the root of the project. */
  path: string;
  content: string;
}

/** prisma/schema.prisma and prisma/models/*.prisma, in path order. */
export async function readModels(): Promise<ModelFile[]> {
  const models = (await readdir(path.join(projectRoot, 'prisma/models'))).filter((name) => name.endsWith('.prisma'));
  const paths = ['prisma/schema.prisma', ...models.sort().map((name) => `prisma/models/${name}`)];
  return Promise.all(
    paths.map(async (file) => ({ path: file, content: await readFile(path.join(projectRoot, file), 'utf8') })),
  );
}
