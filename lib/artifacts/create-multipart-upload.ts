import type { Ctx } from '../context.ts';
import { newId } from '../ids.ts';
import { requireWritableOwner } from './require-owner.ts';
import type { UploadTarget } from './upload-target.ts';

/**
 * Begins a file that arrives in parts. What is not completed within a day is swept.
 * @throws DomainError NOT_FOUND, CONFLICT (archived, or a run of a job)
 */
export async function createMultipartUpload({
  ctx,
  input: { target },
}: {
  ctx: Ctx;
  input: { target: UploadTarget };
}): Promise<{ uploadId: string }> {
  await requireWritableOwner(ctx, target.owner);
  const id = newId(ctx.now());
  await ctx.db.multipartUpload.create({
    data: { id, projectId: ctx.project.id, path: target.text, createdAt: ctx.now() },
    select: { id: true },
  });
  return { uploadId: id };
}
