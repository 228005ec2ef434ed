import type { Ctx } from '../context.ts';
import { requireRun } from '../runs/require-run.ts';
import { artifactPath } from './artifact-path.ts';
import { requireFile } from './require-file.ts';
import type { StoredFile } from './sql/find-file.ts';

/** One file of a run of this project. @throws DomainError NOT_FOUND (run or file), INVALID_INPUT (path, or a folder) */
export async function requireArtifact(ctx: Ctx, runId: string, path: string): Promise<StoredFile> {
  artifactPath(path);
  await requireRun(ctx, runId);
  return requireFile(ctx, { kind: 'run', id: runId }, path);
}
