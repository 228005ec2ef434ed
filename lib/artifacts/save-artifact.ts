import type { BlobInfo } from '../blobs/blob-store.ts';
import type { Ctx } from '../context.ts';
import { requireRun } from '../runs/require-run.ts';
import { artifactPath } from './artifact-path.ts';
import { type SaveFileInput, saveFile } from './save-file.ts';

export interface SaveArtifactInput extends Omit<SaveFileInput, 'owner'> {
  runId: string;
}

/**
 * Stores a file of a run of this project, by its own job or by a client.
 * @throws DomainError NOT_FOUND, INVALID_INPUT (path, wrong digest), CONFLICT (archived run; a file where a folder is, or
 *   the other way round), LEASE_LOST, DISK_FULL; nothing is visible then
 */
export async function saveArtifact({ ctx, input }: { ctx: Ctx; input: SaveArtifactInput }): Promise<BlobInfo> {
  const { runId, ...file } = input;
  artifactPath(file.path);
  // Before the bytes are taken: a wrong run should not cost an upload.
  await requireRun(ctx, runId);
  return saveFile({ ctx, input: { owner: { kind: 'run', id: runId }, ...file } });
}
