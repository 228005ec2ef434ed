import type { Ctx } from '../context.ts';
import { requireRun } from '../runs/require-run.ts';
import { artifactFolder } from './artifact-path.ts';
import { folderEntries } from './folder-entries.ts';
import type { ArtifactAnswer, ArtifactEntry } from './schema.ts';
import { serializeArtifact } from './serialize-artifact.ts';

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
  const rows = await ctx.db.artifact.findMany({ where: { runId: input.runId }, orderBy: { path: 'asc' } });
  return rows.filter((row) => folder === '' || row.path.startsWith(`${folder}/`)).map(serializeArtifact);
}

/** What lies directly in one folder of a run: folders first, each with its size. */
export async function listFolder(args: {
  ctx: Ctx;
  input: { runId: string; folder?: string };
}): Promise<ArtifactEntry[]> {
  const folder = artifactFolder(args.input.folder ?? '', 'folder');
  return folderEntries(folder, await listArtifacts(args));
}
