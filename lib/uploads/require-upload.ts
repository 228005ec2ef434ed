import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/** The row of a staged upload of this project. @throws DomainError NOT_FOUND */
export async function requireUpload(ctx: Ctx, id: string) {
  const upload = await ctx.db.upload.findFirst({ where: { id, projectId: ctx.project.id } });
  if (!upload) {
    throw new DomainError('NOT_FOUND', `There is no upload ${id.slice(0, 64)} in project ${ctx.project.slug}.`, {
      fields: [{ path: 'uploadId', message: 'names no upload of this project' }],
      hint: 'Uploads are kept for a day; send the file again to /api/v1/uploads.',
    });
  }
  return upload;
}
