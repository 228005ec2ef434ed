import type { DbTransaction } from '../../db/client.ts';
import type { JobError } from '../../queue/schema.ts';
import type { SlotState } from '../schema.ts';

export interface NewSlot {
  id: string;
  at: Date;
  state: SlotState;
  reason?: JobError;
}

/**
 * Writes down what became of times of a schedule. The unique index over schedule and time lets each in once, whoever
 * asks. @returns how many were new
 */
export async function insertSlots(
  tx: DbTransaction,
  schedule: { id: string; projectId: string; revision: number },
  slots: NewSlot[],
): Promise<number> {
  if (slots.length === 0) return 0;
  return tx.$executeRaw`
    INSERT INTO traza.schedule_slot (id, schedule_id, project_id, trigger, nominal_at, state, reason, revision, decided_at)
    SELECT slot.id, ${schedule.id}, ${schedule.projectId}, 'time', slot.at::timestamptz, slot.state, slot.reason::jsonb,
      ${schedule.revision}, clock_timestamp()
    FROM unnest(
      ${slots.map((slot) => slot.id)}::text[], ${slots.map((slot) => slot.at.toISOString())}::text[],
      ${slots.map((slot) => slot.state)}::text[],
      ${slots.map((slot) => (slot.reason ? JSON.stringify(slot.reason) : null))}::text[]
    ) AS slot(id, at, state, reason)
    ON CONFLICT (schedule_id, nominal_at) WHERE trigger = 'time' DO NOTHING`;
}
