import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';

/** What names a view. */
export interface ViewKey {
  experimentId: number;
  viewId: string;
}

/** Views that somebody sees: the shared ones, and their own. */
export function seenBy(ctx: Pick<Ctx, 'actor' | 'project'>, experimentId: number) {
  const seen = [{ scope: 'shared' }, { scope: 'private', owner: ctx.actor }];
  return { experimentId, projectId: ctx.project.id, OR: seen };
}

/** The row of a view of this experiment and project that the actor sees. @throws DomainError NOT_FOUND */
export async function requireView(ctx: Ctx, { experimentId, viewId }: ViewKey) {
  const row = await ctx.db.savedView.findFirst({ where: { id: viewId, ...seenBy(ctx, experimentId) } });
  if (row) return row;
  throw new DomainError('NOT_FOUND', `No view ${viewId.slice(0, 64)} exists in experiment ${experimentId}.`, {
    fields: [{ path: 'view', message: 'names no view of this experiment' }],
    hint: 'It may have been deleted. What you see is not lost: save it as another view.',
  });
}
