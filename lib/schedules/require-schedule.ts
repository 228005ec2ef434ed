import type { Ctx } from '../context.ts';
import type { DbTransaction } from '../db/client.ts';
import type { Schedule } from '../db/generated/client.ts';
import { DomainError } from '../errors.ts';

/** The row of a schedule of this project that is not deleted. @throws DomainError NOT_FOUND */
export async function requireSchedule(ctx: Ctx, scheduleId: string): Promise<Schedule> {
  const row = await ctx.db.schedule.findFirst({
    where: { id: scheduleId, projectId: ctx.project.id, deletedAt: null },
  });
  if (row) return row;
  throw new DomainError('NOT_FOUND', `No schedule ${scheduleId.slice(0, 64)} exists in this project.`, {
    hint: 'GET /api/v1/schedules lists those that are there.',
  });
}

/** The same, held until the transaction ends: no ticker decides about it meanwhile. @throws DomainError NOT_FOUND */
export async function holdSchedule(ctx: Ctx & { db: DbTransaction }, scheduleId: string): Promise<Schedule> {
  await ctx.db.$queryRaw`
    SELECT 1 FROM traza.schedule
    WHERE id = ${scheduleId} AND (project_id = ${ctx.project.id}) IS TRUE FOR NO KEY UPDATE`;
  return requireSchedule(ctx, scheduleId);
}
