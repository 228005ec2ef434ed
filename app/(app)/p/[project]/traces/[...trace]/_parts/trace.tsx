'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TraceDetail } from '#lib/traces/answer-schema.ts';
import { useApi } from '#lib/ui/api.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { formatDuration } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Page, PageTitle } from '#lib/ui/page.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { useUrlState } from '#lib/ui/use-url-state.ts';
import { tracePath } from '../../_parts/trace-path.ts';
import { traceBadge } from '../../_parts/trace-state.ts';
import { SpanDetail } from './span-detail.tsx';
import { SpanTree } from './span-tree.tsx';
import './trace.css';
import { TraceFacts } from './trace-facts.tsx';

/** A trace: its steps as a tree over time, and what went into and came out of the chosen one. */
export function Trace({ initial }: { initial: TraceDetail }) {
  const api = useApi();
  const query = useQuery({
    queryKey: ['trace-detail', initial.id],
    queryFn: ({ signal }) => api<TraceDetail>(tracePath(initial.id), { signal }),
    initialData: initial,
    // A trace that has ended gets no more spans, but may be judged at any time.
    meta: { topics: ['trace'] },
  });
  const trace = query.data;
  const [chosen, setChosen] = useUrlState<string>('span', '');
  const span = useMemo(
    () =>
      trace.spans.find((one) => one.id === chosen) ??
      trace.spans.find((one) => one.parentId === null) ??
      trace.spans[0],
    [trace.spans, chosen],
  );
  return (
    <Page
      fill
      crumbs={[{ label: text.traces.title, to: '/traces' }, { label: trace.name ?? trace.id }]}
      header={
        <PageTitle
          title={trace.name ?? trace.id}
          chips={
            <>
              <StatusBadge status={traceBadge[trace.state]} label={text.traces.states[trace.state]} />
              {trace.durationMs === null ? null : <Chip>{formatDuration(trace.durationMs)}</Chip>}
              <Chip>{text.traces.one.spanCount(trace.spanCount)}</Chip>
              {trace.tokens === null ? null : <Chip>{text.traces.one.tokens(trace.tokens)}</Chip>}
            </>
          }
        >
          <div className="row wrap small mut">
            <CopyText value={trace.id} head={10} tail={6} />
            <Link to={`/experiments/${trace.experiment.id}`} className="link">
              {trace.experiment.name}
            </Link>
            {trace.runId === null ? null : (
              <Link to={`/runs/${trace.runId}`} className="link">
                {text.traces.one.openRun}
              </Link>
            )}
            <TimeAgo time={trace.requestAt} />
          </div>
        </PageTitle>
      }
    >
      <div className="trace">
        <div className="trace-tree">
          {trace.spans.length > 0 ? (
            <SpanTree spans={trace.spans} chosen={span?.id} onChoose={setChosen} />
          ) : (
            <p className="mut trace-note">{text.traces.one.noSpans}</p>
          )}
          {trace.spanCount > trace.spans.length ? (
            <p className="mut small trace-note">{text.traces.one.cut(trace.spans.length, trace.spanCount)}</p>
          ) : null}
        </div>
        <div className="trace-side">
          {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
          {span ? <SpanDetail key={span.id} span={span} /> : null}
          <TraceFacts trace={trace} />
        </div>
      </div>
    </Page>
  );
}
