'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import { scoreBins } from '#app/_ui/prediction/score-bins.ts';
import { datasetPath, modelPath } from '#app/_ui/run/thing-path.ts';
import type { PredictionSetAnswer } from '#lib/predictions/schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Button, LinkButton } from '#lib/ui/button.tsx';
import { Sparkline } from '#lib/ui/chart/sparkline.tsx';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Bytes, Count } from '#lib/ui/numbers.tsx';
import { Page } from '#lib/ui/page.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';

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
    header: () => text.predictions.quarantined,
    align: 'right',
    sort: (set) => set.summary?.quarantined ?? null,
    cell: (set) => (set.summary ? <Count value={set.summary.quarantined} /> : null),
  },
  {
    id: 'size',
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
export function Predictions({ initial }: { initial: SetPage }) {
  const api = useApi();
  const sets = useInfiniteQuery({
    queryKey: ['dataset', { kind: 'predictions' }],
    queryFn: ({ signal, pageParam }) =>
      api<SetPage>(`/predictions${pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ''}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    initialData: { pages: [initial], pageParams: [''] },
  });
  return (
    <Page crumbs={[{ label: text.predictions.title }]}>
      <div className="stack">
        {sets.isError ? <ErrorState error={sets.error} onRetry={() => void sets.refetch()} /> : null}
        <Panel flush title={text.predictions.title}>
          <DataTable
            label={text.predictions.title}
            rows={sets.data.pages.flatMap((page) => page.items)}
            columns={columns}
            rowId={(set) => set.versionId}
            rowTo={pathOf}
            keys
            empty={
              <EmptyState
                icon={Boxes}
                title={text.predictions.emptyTitle}
                actions={<LinkButton to="/models">{text.models.title}</LinkButton>}
              >
                {text.predictions.empty}
              </EmptyState>
            }
          />
        </Panel>
        {sets.hasNextPage ? (
          <Button busy={sets.isFetchingNextPage} onClick={() => void sets.fetchNextPage()}>
            {text.predictions.more}
          </Button>
        ) : null}
      </div>
    </Page>
  );
}
