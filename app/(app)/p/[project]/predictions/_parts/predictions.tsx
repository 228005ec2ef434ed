'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import { useMemo } from 'react';
import { scoreBins } from '#app/_ui/prediction/score-bins.ts';
import { datasetPath, modelPath } from '#app/_ui/run/thing-path.ts';
import type { PredictionSetAnswer } from '#lib/predictions/schema.ts';
import { apiUrl, useApi } from '#lib/ui/api.ts';
import { LinkButton } from '#lib/ui/button.tsx';
import { Sparkline } from '#lib/ui/chart/sparkline.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ListPage } from '#lib/ui/list-page.tsx';
import { Link, useNavigation } from '#lib/ui/navigation.tsx';
import { Bytes, Count } from '#lib/ui/numbers.tsx';
import { Page } from '#lib/ui/page.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { useOrigin } from '#lib/ui/use-origin.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';

interface SetPage {
  items: PredictionSetAnswer[];
  nextCursor: string | null;
}

const pathOf = (set: PredictionSetAnswer) =>
  datasetPath({ name: set.dataset, number: set.number, kind: 'predictions' });

const columns: Column<PredictionSetAnswer>[] = [
  {
    id: 'name',
    header: () => text.predictions.name,
    sort: (set) => set.dataset,
    cell: (set) => (
      <Link to={pathOf(set)} className="main-link">
        {set.dataset} <span className="dim">{text.models.versionOf(set.number)}</span>
      </Link>
    ),
  },
  {
    id: 'model',
    header: () => text.predictions.model,
    sort: (set) => set.model?.name ?? null,
    cell: (set) =>
      set.model ? (
        <Link className="link" to={modelPath(set.model)}>
          {set.model.name} {set.model.number}
        </Link>
      ) : null,
  },
  {
    id: 'input',
    wide: true,
    header: () => text.predictions.input,
    sort: (set) => set.input?.name ?? null,
    cell: (set) =>
      set.input ? (
        <Link className="link" to={datasetPath(set.input)}>
          {set.input.name} {set.input.number}
        </Link>
      ) : null,
  },
  {
    id: 'scores',
    wide: true,
    header: () => text.predictions.one.scores,
    cell: (set) => {
      const bins = scoreBins(set.summary?.histogram ?? []);
      return bins.length > 0 ? (
        <Sparkline values={bins.map((bin) => bin.count)} label={text.predictions.one.scores} />
      ) : null;
    },
  },
  {
    id: 'rows',
    header: () => text.predictions.rows,
    align: 'right',
    sort: (set) => set.rowCount,
    cell: (set) => <Count value={set.rowCount} />,
  },
  {
    id: 'quarantined',
    wide: true,
    header: () => text.predictions.quarantined,
    align: 'right',
    sort: (set) => set.summary?.quarantined ?? null,
    cell: (set) => (set.summary ? <Count value={set.summary.quarantined} /> : null),
  },
  {
    id: 'size',
    wide: true,
    header: () => text.predictions.size,
    align: 'right',
    sort: (set) => set.byteSize,
    cell: (set) => <Bytes value={set.byteSize} />,
  },
  {
    id: 'created',
    header: () => text.predictions.created,
    align: 'right',
    sort: (set) => set.createdAt,
    cell: (set) => <TimeAgo time={set.createdAt} />,
  },
];

/** Published prediction sets, newest first. */
export function Predictions({ first }: { first: { q: string; page: SetPage } }) {
  const api = useApi();
  const origin = useOrigin();
  const { project } = useNavigation();
  const [q, setQ] = useUrlState<string>('q', '', first.q);
  const sets = useInfiniteQuery({
    queryKey: ['dataset', { kind: 'predictions', q }],
    queryFn: ({ signal, pageParam }) =>
      api<SetPage>(
        `/predictions?${new URLSearchParams({ ...(q ? { q } : {}), ...(pageParam ? { cursor: pageParam } : {}) })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    ...(q === first.q ? { initialData: { pages: [first.page], pageParams: [''] } } : {}),
  });
  const rows = useMemo(() => sets.data?.pages.flatMap((page) => page.items), [sets.data]);
  if (q === '' && rows?.length === 0 && !sets.isError) {
    return (
      <Page crumbs={[{ label: text.predictions.title }]}>
        <EmptyState
          icon={Boxes}
          title={text.predictions.emptyTitle}
          commands={text.predictions.emptyCommands(`${origin}${apiUrl(project, '')}`)}
          actions={<LinkButton to="/models">{text.models.title}</LinkButton>}
        >
          {text.predictions.empty}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page fill crumbs={[{ label: text.predictions.title }]}>
      <ListPage
        search={{ label: text.predictions.search, value: q, onChange: setQ }}
        count={rows && text.predictions.count(rows.length, sets.hasNextPage)}
        error={sets.error}
        onRetry={() => void sets.refetch()}
      >
        <DataTable
          label={text.predictions.title}
          rows={rows}
          columns={columns}
          rowId={(set) => set.versionId}
          rowTo={pathOf}
          keys
          height="100%"
          onEnd={sets.hasNextPage ? () => void (sets.isFetchingNextPage || sets.fetchNextPage()) : undefined}
          empty={text.predictions.noMatch(q)}
        />
      </ListPage>
    </Page>
  );
}
