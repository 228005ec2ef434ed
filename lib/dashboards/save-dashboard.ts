import type { z } from 'zod';
import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { DomainError } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { requireExperiment } from '../experiments/require-experiment.ts';
import { newId } from '../ids.ts';
import { parseInput } from '../parse-input.ts';
import { checkDashboardName } from './check-dashboard-name.ts';
import { type Dashboard, SaveDashboardInput } from './schema.ts';
import { serializeDashboard } from './serialize-dashboard.ts';

/** A list that a person can still read. */
const mostDashboards = 500;

/**
 * Keeps panels over the runs of an experiment under a name, or brings back a dashboard that was deleted.
 * @throws DomainError NOT_FOUND (experiment), INVALID_INPUT, CONFLICT (name taken; 500 dashboards; it is not deleted)
 */
export async function saveDashboard({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: z.input<typeof SaveDashboardInput>;
}): Promise<Dashboard> {
  const { experimentId: asked, name, scope, panels, deleted } = parseInput(SaveDashboardInput, input, 'body');
  const saved = await withTransaction(ctx, async (tx) => {
    const { id: experimentId } = await requireExperiment(tx, asked);
    if (deleted && (await tx.db.dashboard.count({ where: { id: deleted.id } })) > 0) {
      throw new DomainError('CONFLICT', `The dashboard ${deleted.id} is not deleted.`, {
        fields: [{ path: 'deleted.id', message: 'names a dashboard that is there' }],
      });
    }
    if ((await tx.db.dashboard.count({ where: { experimentId } })) >= mostDashboards) {
      throw new DomainError('CONFLICT', `The experiment ${experimentId} has ${mostDashboards} dashboards already.`, {
        hint: 'Delete one that nobody needs.',
      });
    }
    await checkDashboardName(tx, { experimentId, name, scope, owner: ctx.actor });
    const now = ctx.now();
    const row = await tx.db.dashboard.create({
      data: {
        id: deleted?.id ?? newId(now),
        projectId: ctx.project.id,
        experimentId,
        name,
        scope,
        panels,
        owner: ctx.actor,
        revision: (deleted?.revision ?? 0) + 1,
        createdAt: now,
        updatedAt: now,
        updatedBy: ctx.actor,
      },
    });
    await audit(tx, 'dashboard.save', `dashboard ${row.id}`, { experimentId, name, scope });
    return row;
  });
  announce(ctx, { topic: 'experiment', id: String(saved.experimentId) });
  return serializeDashboard(saved);
}
