'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Route } from 'lucide-react';
import { useMemo } from 'react';
import type { TraceAnswer } from '#lib/traces/answer-schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { EmptyState } from '#lib/ui/empty-state.tsx';
import { Checkbox } from '#lib/ui/field.tsx';
import { ListPage } from '#lib/ui/list-page.tsx';
import { useNavigation } from '#lib/ui/navigation.tsx';
import { Page } from '#lib/ui/page.tsx';
import { DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { useOrigin } from '#lib/ui/use-origin.ts';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { traceColumns } from './trace-columns.tsx';
import { tracePath } from './trace-path.ts';
import { askedTraces, readTraceQuestion, type TraceQuestion, traceSortWord } from './trace-question.ts';
import './traces.css';

export interface TracePage {
  items: TraceAnswer[];
  nextCursor: string | null;
}

/** What programs have traced here, the newest first. */
export function Traces({ question: first, page }: { question: TraceQuestion; page: TracePage | undefined }) {
  const api = useApi();
  const origin = useOrigin();
  const { project } = useNavigation();
  const [q, setQ] = useUrlState<string>('q', '', first.q);
  const [order, setOrder] = useUrlState<string>('sort', '', traceSortWord({ id: first.sort, desc: !first.ascending }));
  const [failed, setFailed] = useUrlState<string>('failed', '', first.failed ? '1' : '');
  const question = useMemo(() => {
    const said: Record<string, string> = { q, sort: order, failed };
    return readTraceQuestion((name) => said[name] ?? null);
  }, [q, order, failed]);
  const traces = useInfiniteQuery({
    queryKey: ['trace', question],
    queryFn: ({ signal, pageParam }) => {
      const asked = Object.entries(askedTraces(question)).map(([name, value]) => [name, String(value)]);
      const search = new URLSearchParams(asked);
      if (pageParam) search.set('cursor', pageParam);
      return api<TracePage>(`/traces?${search}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    ...(page && JSON.stringify(question) === JSON.stringify(first)
      ? { initialData: { pages: [page], pageParams: [''] } }
      : {}),
  });
  const rows = useMemo(() => traces.data?.pages.flatMap((one) => one.items), [traces.data]);
  if (q === '' && !question.failed && rows?.length === 0 && !traces.isError) {
    return (
      <Page crumbs={[{ label: text.traces.title }]}>
        <EmptyState
          icon={Route}
          title={text.traces.emptyTitle}
          commands={text.traces.emptyCommands(project === 'default' ? origin : `${origin}/p/${project}`)}
        >
          {text.traces.empty}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page fill crumbs={[{ label: text.traces.title }]}>
      <ListPage
        search={{ label: text.traces.search, value: q, onChange: setQ }}
        controls={
          <Checkbox
            label={text.traces.onlyFailed}
            checked={question.failed}
            onChange={(event) => setFailed(event.target.checked ? '1' : '')}
          />
        }
        count={rows && text.traces.count(rows.length, traces.hasNextPage)}
        error={traces.error}
        onRetry={() => void traces.refetch()}
      >
        <DataTable
          label={text.traces.title}
          rows={rows}
          columns={traceColumns}
          rowId={(trace) => trace.id}
          rowTo={(trace) => tracePath(trace.id)}
          keys
          sorted
          sort={{ id: question.sort, desc: !question.ascending }}
          onSort={(sort) => setOrder(traceSortWord(sort))}
          height="100%"
          onEnd={traces.hasNextPage ? () => void (traces.isFetchingNextPage || traces.fetchNextPage()) : undefined}
          empty={text.traces.noMatch}
        />
      </ListPage>
    </Page>
  );
}
