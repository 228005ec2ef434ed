'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { CalendarClock, Plus } from 'lucide-react';
import { useMemo } from 'react';
import type { ScheduleAnswer } from '#lib/schedules/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { Chip } from '#lib/ui/chip.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { ListPage } from '#lib/ui/list-page.tsx';
import { Link, useNavigation } from '#lib/ui/navigation.tsx';
import { Page } from '#lib/ui/page.tsx';
import { useCommands } from '#lib/ui/palette/palette.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { CronWords } from './cron-words.tsx';
import { SlotBadge } from './slot-badge.tsx';

interface SchedulePageAnswer {
  items: ScheduleAnswer[];
  nextCursor: string | null;
}

const columns: Column<ScheduleAnswer>[] = [
  {
    id: 'name',
    header: () => text.schedules.name,
    sort: (schedule) => schedule.name,
    cell: (schedule) => (
      <Link to={`/schedules/${schedule.id}`} className="main-link">
        {schedule.name}
      </Link>
    ),
  },
  {
    id: 'kind',
    wide: true,
    header: () => text.schedules.kind,
    sort: (schedule) => schedule.kind,
    cell: (schedule) => text.schedules.kinds[schedule.kind],
  },
  { id: 'when', wide: true, header: () => text.schedules.when, cell: (schedule) => <CronWords schedule={schedule} /> },
  {
    id: 'last',
    header: () => text.schedules.last,
    sort: (schedule) => schedule.last?.nominalAt ?? null,
    cell: ({ last }) =>
      last ? (
        <span className="row">
          <SlotBadge slot={last} />
          <span className="dim small">
            <TimeAgo time={last.nominalAt} />
          </span>
        </span>
      ) : null,
  },
  {
    id: 'next',
    header: () => text.schedules.next,
    align: 'right',
    sort: (schedule) => schedule.nextAt,
    cell: (schedule) =>
      schedule.paused ? (
        <Chip tone="warn">{text.schedules.paused}</Chip>
      ) : schedule.nextAt ? (
        <TimeAgo time={schedule.nextAt} />
      ) : (
        <span className="dim">{text.schedules.never}</span>
      ),
  },
];

/** What starts by itself in this project, and how it went the last time. */
export function Schedules({ first }: { first: { q: string; page: SchedulePageAnswer } }) {
  const api = useApi();
  const { go, href } = useNavigation();
  const [q, setQ] = useUrlState<string>('q', '', first.q);
  const schedules = useInfiniteQuery({
    queryKey: ['schedule', { q }],
    queryFn: ({ signal, pageParam }) =>
      api<SchedulePageAnswer>(
        `/schedules?${new URLSearchParams({ ...(q ? { q } : {}), ...(pageParam ? { cursor: pageParam } : {}) })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { topics: ['job'] },
    ...(q === first.q ? { initialData: { pages: [first.page], pageParams: [''] } } : {}),
  });
  const rows = useMemo(() => schedules.data?.pages.flatMap((page) => page.items), [schedules.data]);
  const create = () => go(href('/schedules/new'));
  useShortcut('n', text.schedules.create, create);
  useCommands([{ id: 'new-schedule', label: text.schedules.create, keys: 'n', run: create }]);
  const button = (
    <LinkButton to="/schedules/new" look="primary" icon={Plus}>
      {text.schedules.create}
    </LinkButton>
  );
  return (
    <Page fill crumbs={[{ label: text.schedules.title }]} actions={button}>
      <ListPage
        search={{ label: text.schedules.search, value: q, onChange: setQ }}
        count={rows && text.schedules.count(rows.length, schedules.hasNextPage)}
        error={schedules.error}
        onRetry={() => void schedules.refetch()}
      >
        <DataTable
          label={text.schedules.title}
          rows={rows}
          columns={columns}
          rowId={(schedule) => schedule.id}
          rowTo={(schedule) => `/schedules/${schedule.id}`}
          keys
          height="100%"
          onEnd={
            schedules.hasNextPage ? () => void (schedules.isFetchingNextPage || schedules.fetchNextPage()) : undefined
          }
          empty={
            q ? (
              text.schedules.noMatch
            ) : (
              <EmptyState icon={CalendarClock} title={text.schedules.emptyTitle} actions={button}>
                {text.schedules.empty}
              </EmptyState>
            )
          }
        />
      </ListPage>
    </Page>
  );
}
