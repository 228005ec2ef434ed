import { z } from 'zod';
import type { Ctx } from '../context.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { requireSchedule } from './require-schedule.ts';
import type { ScheduleSlotAnswer, SlotState } from './schema.ts';
import { serializeSlot, slotShape } from './serialize-schedule.ts';

export interface ListSlotsInput {
  scheduleId: string;
  states?: SlotState[] | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const Position = z.object({ at: z.iso.datetime(), id: z.string() });

/** What became of the times of a schedule, and the runs that somebody asked for, newest first. @throws DomainError NOT_FOUND */
export async function listSlots({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListSlotsInput;
}): Promise<{ items: ScheduleSlotAnswer[]; nextCursor: string | null }> {
  const { states = [], limit = 100 } = input;
  const { id: scheduleId } = await requireSchedule(ctx, input.scheduleId);
  const query = { list: 'slots', schedule: scheduleId, states };
  const after = input.cursor === undefined ? undefined : decodeCursor(query, Position, input.cursor);
  const rows = await ctx.db.scheduleSlot.findMany({
    where: {
      scheduleId,
      ...(states.length > 0 ? { state: { in: states } } : {}),
      ...(after
        ? { OR: [{ nominalAt: { lt: new Date(after.at) } }, { nominalAt: new Date(after.at), id: { lt: after.id } }] }
        : {}),
    },
    orderBy: [{ nominalAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: slotShape,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(serializeSlot),
    nextCursor:
      rows.length > limit && last ? encodeCursor(query, { at: last.nominalAt.toISOString(), id: last.id }) : null,
  };
}
