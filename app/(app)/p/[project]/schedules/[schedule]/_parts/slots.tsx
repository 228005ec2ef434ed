'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { RunLink } from '#app/_ui/run/run-link.tsx';
import { type ScheduleDetail, type ScheduleSlotAnswer, type SlotState, slotStates } from '#lib/schedules/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { Select } from '#lib/ui/field.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { SlotBadge, slotReason } from '../../_parts/slot-badge.tsx';
import { zonedTime } from '../../_parts/zoned-time.ts';

export interface SlotPage {
  items: ScheduleSlotAnswer[];
  nextCursor: string | null;
}

/** What became of the times of a schedule, newest first. */
export function Slots({ schedule, first, enabled }: { schedule: ScheduleDetail; first: SlotPage; enabled: boolean }) {
  const api = useApi();
  const [state, setState] = useState<SlotState | ''>('');
  const slots = useInfiniteQuery({
    queryKey: ['schedule', schedule.id, 'slots', state],
    queryFn: ({ signal, pageParam }) => {
      const search = new URLSearchParams({
        limit: '50',
        ...(state ? { state } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      return api<SlotPage>(`/schedules/${schedule.id}/slots?${search}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
    // Their runs go on.
    meta: { topics: ['job'] },
    ...(state === '' ? { initialData: { pages: [first], pageParams: [''] } } : {}),
  });
  const rows = useMemo(() => slots.data?.pages.flatMap((page) => page.items), [slots.data]);
  const { timeZone } = schedule;
  const columns = useMemo(() => columnsFor(timeZone), [timeZone]);
  return (
    <Panel
      title={text.schedules.one.past}
      hint={timeZone}
      flush
      actions={
        <Select
          hideLabel
          label={text.schedules.one.filter}
          value={state}
          onChange={(event) => setState(slotStates.find((one) => one === event.target.value) ?? '')}
          options={[
            { value: '', label: text.schedules.one.allStates },
            ...slotStates.map((one) => ({ value: one, label: text.schedules.one.states[one] })),
          ]}
        />
      }
      footer={
        slots.hasNextPage ? (
          <button type="button" className="link" onClick={() => void slots.fetchNextPage()}>
            {text.schedules.one.more}
          </button>
        ) : undefined
      }
    >
      <DataTable
        label={text.schedules.one.past}
        rows={rows}
        columns={columns}
        rowId={(slot) => slot.id}
        rowTo={(slot) => (slot.run ? `/runs/${slot.run.id}` : undefined)}
        keys
        empty={text.schedules.one.noSlots}
      />
    </Panel>
  );
}

const columnsFor = (timeZone: string): Column<ScheduleSlotAnswer>[] => [
  {
    id: 'time',
    header: text.schedules.one.time,
    cell: (slot) => (
      <span className="row">
        <time className="num" dateTime={slot.nominalAt} title={slot.nominalAt}>
          {zonedTime(slot.nominalAt, timeZone)}
        </time>
        {slot.trigger === 'manual' ? <Chip>{text.schedules.one.asked}</Chip> : null}
      </span>
    ),
  },
  {
    id: 'became',
    header: text.schedules.one.became,
    cell: (slot) => (slot.run ? <RunLink run={slot.run} /> : <SlotBadge slot={slot} />),
  },
  {
    id: 'why',
    wide: true,
    header: text.schedules.one.why,
    cell: (slot) => (
      <span className="mut" title={slot.reason?.hint ?? slot.reason?.message}>
        {slotReason(slot)}
      </span>
    ),
  },
  {
    id: 'decided',
    wide: true,
    header: text.schedules.one.decided,
    align: 'right',
    cell: (slot) => <TimeAgo time={slot.decidedAt} />,
  },
];
