import { createHash } from 'node:crypto';
import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { RecipeDocument } from './schema.ts';

export interface SealedRecipe {
  digest: string;
  /** The canonical text that was hashed. */
  body: string;
  document: RecipeDocument;
  createdAt: Date;
}

/** A sealed recipe of this project, checked against its digest. @throws DomainError NOT_FOUND, CORRUPT_BLOB */
export async function requireRecipe(ctx: Ctx, digest: string): Promise<SealedRecipe> {
  const row = await ctx.db.recipe.findUnique({ where: { projectId_digest: { projectId: ctx.project.id, digest } } });
  if (!row) {
    throw new DomainError('NOT_FOUND', `Recipe ${digest.slice(0, 64)} does not exist in project ${ctx.project.slug}.`, {
      fields: [{ path: 'digest', message: 'names no recipe of this project' }],
    });
  }
  if (createHash('sha256').update(row.body).digest('hex') !== row.digest) {
    throw new DomainError('CORRUPT_BLOB', `The stored text of recipe ${digest} does not have this digest any more.`);
  }
  return {
    digest: row.digest,
    body: row.body,
    document: RecipeDocument.parse(JSON.parse(row.body)),
    createdAt: row.createdAt,
  };
}
