import { audit } from '../audit/audit.ts';
import { type Ctx, withTransaction } from '../context.ts';
import { announce } from '../events/announce.ts';
import { newId } from '../ids.ts';
import { queuePrepared } from '../runs/queue-prepared.ts';
import { holdSchedule } from './require-schedule.ts';
import { databaseNow } from './sql/database-now.ts';
import { prepareTemplate } from './template/prepare-template.ts';
import { tagsOfSlot } from './template/tags-of-slot.ts';
import { readTimeRule } from './times/time-rule.ts';

/**
 * Queues a run now, also of a paused schedule, with this moment as its nominal time. It stands beside the times of the
 * schedule: none of them is taken by it, waits for it, or gives way to it.
 * @throws DomainError NOT_FOUND, INVALID_INPUT, UNPROCESSABLE
 */
export async function runSchedule({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { scheduleId: string };
}): Promise<{ jobId: string; runId: string; slotId: string }> {
  const queued = await withTransaction(ctx, async (tx) => {
    const row = await holdSchedule(tx, input.scheduleId);
    const at = await databaseNow(tx.db);
    const prepared = await prepareTemplate(tx, row, { rule: readTimeRule(row), at });
    const job = await queuePrepared(tx, prepared, { tags: tagsOfSlot(row, at) });
    const slotId = newId(at);
    await tx.db.scheduleSlot.create({
      data: {
        id: slotId,
        scheduleId: row.id,
        projectId: row.projectId,
        trigger: 'manual',
        nominalAt: at,
        state: 'started',
        revision: row.revision,
        decidedAt: at,
        runId: job.runId,
      },
    });
    await audit(tx, 'schedule.run', `schedule ${row.id}`, { runId: job.runId });
    return { ...job, slotId };
  });
  announce(ctx, { topic: 'schedule', id: input.scheduleId });
  return queued;
}
