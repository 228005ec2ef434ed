import { RunStatus } from '#lib/runs/schema.ts';
import type { ScheduleSlotAnswer } from '#lib/schedules/schema.ts';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';

const badges = { skipped: 'skipped', missed: 'stalled', failed: 'failed' } as const;

/** What became of a time: how its run stands, or why there is none. */
export function SlotBadge({ slot }: { slot: ScheduleSlotAnswer }) {
  if (slot.state === 'started') {
    const status = RunStatus.safeParse(slot.run?.status).data;
    return status ? <StatusBadge status={status} /> : <StatusBadge status="finished" label={text.common.none} />;
  }
  return (
    <StatusBadge status={badges[slot.state]} label={text.schedules.one.words[slot.state]} title={slotReason(slot)} />
  );
}

/** Why a time has no run, in the language of the reader where it is one of ours. */
export function slotReason({ reason }: ScheduleSlotAnswer): string {
  return reason ? (text.schedules.one.reasons[reason.code] ?? reason.message) : '';
}
