import { z } from 'zod';
import type { Schedule, ScheduleSlot } from '../db/generated/client.ts';
import { readJobError } from '../queue/serialize-job.ts';
import { CatchUp, Overlap, type ScheduleAnswer, ScheduledKind, type ScheduleSlotAnswer, SlotState } from './schema.ts';
import { sayCron } from './times/say-cron.ts';
import { readTimeRule } from './times/time-rule.ts';

/** What a slot is shown with. */
export const slotShape = {
  run: { select: { id: true, name: true, status: true, job: { select: { id: true } } } },
} as const;

export type SlotRow = ScheduleSlot & {
  run: { id: string; name: string; status: string; job: { id: string } | null } | null;
};

/** The newest slot of each schedule in a list. */
export const lastSlotShape = {
  slots: { include: slotShape, orderBy: { nominalAt: 'desc' }, take: 1 },
} as const;

/** A slot's row as the API shows it. */
export function serializeSlot(row: SlotRow): ScheduleSlotAnswer {
  const { run } = row;
  return {
    id: row.id,
    trigger: row.trigger === 'manual' ? 'manual' : 'time',
    nominalAt: row.nominalAt.toISOString(),
    state: SlotState.parse(row.state),
    reason: readJobError(row.reason),
    revision: row.revision,
    decidedAt: row.decidedAt.toISOString(),
    run: run && { id: run.id, name: run.name, status: run.status, jobId: run.job?.id ?? null },
  };
}

/** A schedule's row as the API shows it. */
export function serializeSchedule(row: Schedule & { slots: SlotRow[] }): ScheduleAnswer {
  const [last] = row.slots;
  const next = row.pausedAt ? undefined : readTimeRule(row).next(row.decidedTo);
  return {
    id: row.id,
    name: row.name,
    kind: ScheduledKind.parse(row.kind),
    template: z.record(z.string(), z.json()).parse(row.template),
    cron: row.cron,
    timeZone: row.timeZone,
    reading: sayCron(row.cron),
    startsAt: row.startsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
    jitterSeconds: row.jitterSeconds,
    catchUp: CatchUp.parse(row.catchUp),
    overlap: Overlap.parse(row.overlap),
    paused: row.pausedAt && { at: row.pausedAt.toISOString(), by: row.pausedBy ?? '' },
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
    nextAt: next?.toISOString() ?? null,
    last: last ? serializeSlot(last) : null,
  };
}
