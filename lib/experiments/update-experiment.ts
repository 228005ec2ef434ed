import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { inTransaction } from '../db/statement.ts';
import { announce } from '../events/announce.ts';
import { nameTaken } from './create-experiment.ts';
import { getExperiment } from './get-experiment.ts';
import { checkArchivable, experimentArchived, requireExperiment } from './require-experiment.ts';
import type { ExperimentAnswer, UpdateExperimentInput } from './schema.ts';
import { setArchived } from './sql/set-archived.ts';

/**
 * Changes what is given of an experiment; `archived: true` takes it and its runs out of lists and closes them for writes.
 * @throws DomainError NOT_FOUND, CONFLICT (name taken; an archived one renamed or tagged; the default one archived)
 */
export async function updateExperiment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { experimentId: number } & UpdateExperimentInput;
}): Promise<ExperimentAnswer> {
  const { experimentId, ...rest } = input;
  const { archived, name, description, primaryMetric, metricDirection, tags } = rest;
  const changed = await withTransaction(ctx, async (tx) => {
    const before = await requireExperiment(tx, experimentId);
    const { id } = before;
    if (archived === true) checkArchivable(before);
    if (name !== undefined && name !== before.name) {
      if (before.archivedAt && archived !== false) throw experimentArchived(experimentId);
      const other = await tx.db.experiment.findFirst({
        where: { projectId: ctx.project.id, name },
        select: { id: true },
      });
      if (other) throw await nameTaken(tx, name);
    }
    await tx.db.experiment.update({
      where: { id },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(primaryMetric === undefined ? {} : { primaryMetric }),
        ...(metricDirection === undefined ? {} : { metricDirection }),
        updatedAt: ctx.now(),
      },
    });
    if (tags !== undefined) {
      if (before.archivedAt && archived !== false) throw experimentArchived(experimentId);
      await writeTags(tx, id, tags);
    }
    if (archived !== undefined) {
      const now = ctx.now().toISOString();
      await inTransaction(tx.db, (run) =>
        setArchived(run, { projectId: ctx.project.id, experimentId: id, archived, now }),
      );
    }
    const changes = JSON.parse(JSON.stringify(rest));
    await audit(tx, 'experiment.update', `experiment ${id}`, changes);
    return getExperiment({ ctx: tx, input: { experimentId: id } });
  });
  announce(ctx, { topic: 'experiment', id: String(changed.id) });
  return changed;
}

async function writeTags(tx: Ctx, experimentId: number, tags: Record<string, string | null>): Promise<void> {
  const entries = Object.entries(tags);
  const kept = entries.flatMap(([key, value]) => (value === null ? [] : [{ experimentId, key, value }]));
  await tx.db.experimentTag.deleteMany({ where: { experimentId, key: { in: entries.map(([key]) => key) } } });
  await tx.db.experimentTag.createMany({ data: kept });
}
