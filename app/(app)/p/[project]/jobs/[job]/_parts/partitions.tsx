'use client';

import { useMemo } from 'react';
import type { PartitionAnswer } from '#lib/predictions/schema.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { CopyText } from '#lib/ui/copy-button.tsx';
import { Count } from '#lib/ui/numbers.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';

const badge = { waiting: 'queued', running: 'running', done: 'finished' } as const;
const order = { running: 0, done: 1, waiting: 2 } as const;

function rateOf(part: PartitionAnswer): number | null {
  if (!part.startedAt || !part.finishedAt || part.rows === null) return null;
  const ms = new Date(part.finishedAt).getTime() - new Date(part.startedAt).getTime();
  return ms > 0 ? (part.rows / ms) * 1000 : null;
}

const columns: Column<PartitionAnswer>[] = [
  {
    id: 'index',
    header: () => text.jobs.partitions.index,
    align: 'right',
    sort: (part) => part.index,
    cell: (part) => part.index,
  },
  {
    id: 'state',
    header: () => text.jobs.partitions.state,
    sort: (part) => order[part.state],
    cell: (part) => (
      <StatusBadge
        status={part.lost.length > 0 && part.state !== 'waiting' ? 'stalled' : badge[part.state]}
        label={
          part.lost.length > 0
            ? `${text.jobs.partitions.states[part.state]}, ${text.jobs.partitions.takenOver}`
            : text.jobs.partitions.states[part.state]
        }
      />
    ),
  },
  {
    id: 'worker',
    header: () => text.jobs.worker,
    sort: (part) => part.worker,
    cell: (part) => {
      const lost = part.lost.at(-1);
      return (
        <span className="mut">
          {part.worker}
          {lost ? ` · ${text.jobs.partitions.lost(lost.worker ?? '', lost.at.slice(11, 19))}` : ''}
        </span>
      );
    },
  },
  {
    id: 'rows',
    header: () => text.jobs.partitions.rows,
    align: 'right',
    sort: (part) => part.rows,
    cell: (part) => <Count value={part.rows ?? part.rowEnd - part.rowStart} />,
  },
  {
    id: 'rate',
    header: () => text.jobs.partitions.rate,
    align: 'right',
    sort: rateOf,
    cell: (part) => {
      const rate = rateOf(part);
      return rate === null ? null : <Count value={Math.round(rate)} />;
    },
  },
  {
    id: 'quarantined',
    header: () => text.jobs.partitions.quarantined,
    align: 'right',
    sort: (part) => part.quarantined,
    cell: (part) => (part.quarantined ? <Count value={part.quarantined} /> : null),
  },
  {
    id: 'attempt',
    header: () => text.jobs.attempt,
    align: 'right',
    sort: (part) => part.attempt,
    cell: (part) => part.attempt,
  },
  {
    id: 'digest',
    header: () => text.jobs.partitions.digest,
    cell: (part) => (part.outputDigest ? <CopyText value={part.outputDigest} head={4} tail={4} /> : null),
  },
];

/** The frozen plan as a grid that fills while workers take partitions, and as a table with who and how fast. */
export function Partitions({ jobId, items }: { jobId: string; items: PartitionAnswer[] }) {
  const counts = useMemo(() => {
    const of = (state: PartitionAnswer['state']) => items.filter((part) => part.state === state).length;
    return text.jobs.partitions.summary(of('done'), of('running'), of('waiting'));
  }, [items]);
  const first = items[0];
  const rows = first ? first.rowEnd - first.rowStart : 0;
  return (
    <>
      <Panel title={text.jobs.partitions.title} hint={text.jobs.partitions.hint(items.length, rows)}>
        <div className="partition-grid" role="img" aria-label={counts}>
          {items.map((part) => (
            <i
              key={part.index}
              className={classNames(
                'partition',
                part.state,
                part.lost.length > 0 && part.state !== 'waiting' && 'again',
              )}
              title={text.jobs.partitions.cell(part.index, text.jobs.partitions.states[part.state])}
            >
              {part.attempt > 1 ? `×${part.attempt}` : ''}
            </i>
          ))}
        </div>
      </Panel>
      <Panel flush>
        <DataTable
          label={text.jobs.partitions.title}
          rows={items}
          columns={columns}
          rowId={(part) => `${jobId} ${part.index}`}
          initialSort={{ id: 'state', desc: false }}
          height={420}
        />
      </Panel>
    </>
  );
}
