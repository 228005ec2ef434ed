'use client';

import { Archive, ArchiveRestore, Pencil } from 'lucide-react';
import { ActivityDays, ActivityState } from '#app/_ui/experiment/activity-cells.tsx';
import { shownTags } from '#app/_ui/experiment/tag-lines.ts';
import { readNumber } from '#app/_ui/metrics/read-number.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { Link } from '#lib/ui/navigation.tsx';
import { Count, Num } from '#lib/ui/numbers.tsx';
import type { Column } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import type { ListedExperiment } from './use-experiments.ts';

const mostTags = 3;

/** The columns of the list; rows are changed through the two functions. */
export function experimentColumns(act: {
  edit: (experiment: ListedExperiment) => void;
  archive: (experiment: ListedExperiment) => void;
}): Column<ListedExperiment>[] {
  return [
    {
      id: 'name',
      header: () => text.experiments.name,
      sort: (row) => row.name,
      cell: (row) => (
        <span className="experiment-name">
          <Link to={`/experiments/${row.id}`} className="main-link clip" title={row.name}>
            {row.name}
          </Link>
          {shownTags(row.tags)
            .slice(0, mostTags)
            .map(([key, value]) => (
              <Chip key={key} title={`${key} = ${value}`}>
                <span className="clip">{value === '' ? key : `${key}: ${value}`}</span>
              </Chip>
            ))}
          {row.description ? (
            <span className="dim clip" title={row.description}>
              {row.description}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      id: 'days',
      header: () => text.experiments.activity,
      wide: true,
      cell: ({ activity }) => <ActivityDays activity={activity} />,
    },
    {
      id: 'state',
      header: () => text.experiments.state,
      cell: ({ activity }) => <ActivityState activity={activity} />,
    },
    {
      id: 'runs',
      header: () => text.experiments.runs,
      align: 'right',
      sort: (row) => row.runs,
      cell: (row) => <Count value={row.runs} />,
    },
    {
      id: 'metric',
      header: () => text.experiments.primaryMetric,
      wide: true,
      cell: (row) =>
        row.primaryMetric === null ? (
          <span className="dim">–</span>
        ) : (
          <span className="mono">{`${row.primaryMetric}${directionSign[row.metricDirection ?? 'none']}`}</span>
        ),
    },
    {
      id: 'best',
      header: () => text.experiments.best,
      align: 'right',
      wide: true,
      cell: ({ activity }) =>
        activity?.best ? (
          <Link to={`/runs/${activity.best.runId}`} className="link" title={activity.best.runName}>
            <Num value={readNumber(activity.best.value)} />
          </Link>
        ) : (
          <span className="dim">–</span>
        ),
    },
    {
      id: 'activity',
      header: () => text.experiments.lastActivity,
      align: 'right',
      sort: (row) => row.lastRunAt,
      cell: (row) => <TimeAgo time={row.lastRunAt} />,
    },
    {
      id: 'created',
      header: () => text.experiments.created,
      align: 'right',
      wide: true,
      sort: (row) => row.createdAt,
      cell: (row) => <TimeAgo time={row.createdAt} />,
    },
    {
      id: 'actions',
      header: () => <span className="sr-only">{text.experiments.actions}</span>,
      align: 'right',
      cell: (row) => (
        <span className="row-actions">
          {row.archived ? null : (
            <IconButton icon={Pencil} size={13} label={text.experiments.edit(row.name)} onClick={() => act.edit(row)} />
          )}
          {row.isDefault && !row.archived ? null : (
            <IconButton
              icon={row.archived ? ArchiveRestore : Archive}
              size={13}
              label={row.archived ? text.experiments.restore(row.name) : text.experiments.archive(row.name)}
              onClick={() => act.archive(row)}
            />
          )}
        </span>
      ),
    },
  ];
}

const directionSign = { max: ' ↑', min: ' ↓', none: '' } as const;
