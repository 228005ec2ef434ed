import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { escapeLike } from '../db/escape-like.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import type { ScheduleAnswer } from './schema.ts';
import { lastSlotShape, serializeSchedule } from './serialize-schedule.ts';

export interface ListSchedulesInput {
  /** Part of the name. */
  q?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const Position = z.object({ name: z.string() });

/** The schedules of the project by name, each with its next time and what became of the last one. */
export async function listSchedules({
  ctx,
  input = {},
}: {
  ctx: Ctx;
  input?: ListSchedulesInput;
}): Promise<{ items: ScheduleAnswer[]; nextCursor: string | null }> {
  const { q, limit = 100 } = input;
  const query = { list: 'schedules', project: ctx.project.id, q: q || null };
  const after = input.cursor === undefined ? undefined : decodeCursor(query, Position, input.cursor);
  const rows = await ctx.db.schedule.findMany({
    where: {
      projectId: ctx.project.id,
      deletedAt: null,
      ...(q ? { name: { contains: escapeLike(q), mode: 'insensitive' } } : {}),
      ...(after ? { AND: { name: { gt: after.name } } } : {}),
    },
    orderBy: { name: 'asc' },
    take: limit + 1,
    include: lastSlotShape,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(serializeSchedule),
    nextCursor: rows.length > limit && last ? encodeCursor(query, { name: last.name }) : null,
  };
}
