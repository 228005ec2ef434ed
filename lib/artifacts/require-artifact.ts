import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { requireRun } from '../runs/require-run.ts';
import { artifactPath } from './artifact-path.ts';

/** The row of one file of a run of this project. @throws DomainError NOT_FOUND (run or file), INVALID_INPUT (path) */
export async function requireArtifact(ctx: Ctx, runId: string, path: string) {
  artifactPath(path);
  await requireRun(ctx, runId);
  const artifact = await ctx.db.artifact.findUnique({ where: { runId_path: { runId, path } } });
  if (!artifact) {
    throw new DomainError('NOT_FOUND', `Run ${runId} has no file ${path}.`, {
      fields: [{ path: 'path', message: 'names no file of this run' }],
      hint: `GET /api/v1/runs/${runId}/artifacts lists its files.`,
    });
  }
  return artifact;
}
