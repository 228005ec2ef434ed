import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/** An upload in parts of this project, to this address where one is given. @throws DomainError NOT_FOUND */
export async function requireMultipartUpload(ctx: Ctx, id: string, path?: string) {
  const upload = await ctx.db.multipartUpload.findFirst({
    where: { id, projectId: ctx.project.id, ...(path === undefined ? {} : { path }) },
  });
  if (upload) return upload;
  throw new DomainError('NOT_FOUND', `There is no multipart upload ${id.slice(0, 64)}.`, {
    fields: [{ path: 'upload_id', message: 'names no upload to this address' }],
    hint: 'Uploads are kept for a day; begin again.',
  });
}
