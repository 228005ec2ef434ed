import type { Ctx } from '../context.ts';
import type { UploadTarget } from './upload-target.ts';

/** Gives up a file that was sent in parts; its bytes are collected later. Nothing there: nothing to do. */
export async function abortMultipartUpload({
  ctx,
  input: { uploadId, target },
}: {
  ctx: Ctx;
  input: { uploadId: string; target: UploadTarget };
}): Promise<void> {
  await ctx.db.multipartUpload.deleteMany({ where: { id: uploadId, projectId: ctx.project.id, path: target.text } });
}
