import type { Ctx } from '../context.ts';
import { requireExperiment } from '../experiments/require-experiment.ts';
import { seenBy } from './require-view.ts';
import type { SavedView } from './schema.ts';
import { serializeView } from './serialize-view.ts';

/** The views of an experiment that the actor sees, by name: the shared ones, and their own. @throws DomainError NOT_FOUND */
export async function listViews({ ctx, input }: { ctx: Ctx; input: { experimentId: number } }): Promise<SavedView[]> {
  const { id } = await requireExperiment(ctx, input.experimentId);
  const rows = await ctx.db.savedView.findMany({ where: seenBy(ctx, id), orderBy: [{ name: 'asc' }, { id: 'asc' }] });
  return rows.map(serializeView);
}
