import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import type { ViewScope } from './schema.ts';

/**
 * A name is given once among the shared views of an experiment, and once among those of one person.
 * @param view.id of the view that shall have it, when it is there already
 * @throws DomainError CONFLICT
 */
export async function checkName(
  ctx: Ctx,
  view: { id?: string; experimentId: number; name: string; scope: ViewScope; owner: string },
): Promise<void> {
  const { id, experimentId, name, scope, owner } = view;
  const other = await ctx.db.savedView.findFirst({
    where: { experimentId, name, scope, ...(scope === 'private' ? { owner } : {}), ...(id ? { id: { not: id } } : {}) },
    select: { id: true },
  });
  if (!other) return;
  throw new DomainError('CONFLICT', `There is a view "${name}" already.`, {
    fields: [{ path: 'name', message: 'is taken', code: 'field.taken' }],
    hint: 'Choose another name, or open that view and save there.',
  });
}
