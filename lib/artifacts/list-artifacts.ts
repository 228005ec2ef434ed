import type { Ctx } from '../context.ts';
import { requireRun } from '../runs/require-run.ts';
import { artifactFolder } from './artifact-path.ts';
import type { ArtifactAnswer } from './schema.ts';
import { serializeArtifact } from './serialize-artifact.ts';
import { listFiles } from './sql/list-files.ts';

/** All files of a run below a folder ('' for all), in path order. @throws DomainError NOT_FOUND, INVALID_INPUT */
export async function listArtifacts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: string; folder?: string };
}): Promise<ArtifactAnswer[]> {
  const folder = artifactFolder(input.folder ?? '', 'folder');
  await requireRun(ctx, input.runId);
  return (await listFiles(ctx, { kind: 'run', id: input.runId }, folder)).map(serializeArtifact);
}
