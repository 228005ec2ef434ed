'use client';

import type { TraceAnswer } from '#lib/traces/answer-schema.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Count, Duration } from '#lib/ui/numbers.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import type { Column } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { AssessmentChip } from './assessment-chip.tsx';
import { previewText } from './preview-text.ts';
import { tracePath } from './trace-path.ts';
import { traceBadge } from './trace-state.ts';

const mostChips = 3;

export const traceColumns: Column<TraceAnswer>[] = [
  {
    id: 'name',
    header: () => text.traces.name,
    cell: (trace) => (
      <span className="row">
        <StatusBadge status={traceBadge[trace.state]} iconOnly label={text.traces.states[trace.state]} />
        <Link to={tracePath(trace.id)} className="main-link clip">
          {trace.name ?? trace.id}
        </Link>
      </span>
    ),
  },
  { id: 'request', header: () => text.traces.request, cell: (trace) => <Preview text={previewText(trace.request)} /> },
  {
    id: 'response',
    header: () => text.traces.response,
    wide: true,
    cell: (trace) => <Preview text={previewText(trace.response)} />,
  },
  {
    id: 'assessments',
    header: () => text.traces.assessments,
    wide: true,
    cell: (trace) => (
      <span className="row trace-chips">
        {trace.assessments.slice(0, mostChips).map((one) => (
          <AssessmentChip key={`${one.name} ${one.createdAt} ${one.sourceId}`} assessment={one} />
        ))}
      </span>
    ),
  },
  {
    id: 'experiment',
    header: () => text.traces.experiment,
    wide: true,
    cell: ({ experiment }) => (
      <Link to={`/experiments/${experiment.id}`} className="mut">
        {experiment.name}
      </Link>
    ),
  },
  {
    id: 'spans',
    header: () => text.traces.spans,
    align: 'right',
    wide: true,
    cell: (trace) => <Count value={trace.spans} />,
  },
  {
    id: 'tokens',
    header: () => text.traces.tokens,
    align: 'right',
    wide: true,
    cell: (trace) => <Count value={trace.tokens} />,
  },
  {
    id: 'duration',
    header: () => text.traces.took,
    align: 'right',
    sort: (trace) => trace.durationMs,
    cell: (trace) => <Duration ms={trace.durationMs} />,
  },
  {
    id: 'started',
    header: () => text.traces.started,
    align: 'right',
    sort: (trace) => trace.requestAt,
    cell: (trace) => <TimeAgo time={trace.requestAt} />,
  },
];

function Preview({ text: shown }: { text: string | null }) {
  return shown === null ? (
    <span className="dim">–</span>
  ) : (
    <span className="mut trace-preview clip" title={shown.slice(0, 1_000)}>
      {shown.slice(0, 300)}
    </span>
  );
}
