'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { ActivityDays, ActivityState } from '#app/_ui/experiment/activity-cells.tsx';
import type { ProjectActivity, ProjectAnswer } from '#lib/projects/schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { IconButton } from '#lib/ui/icon-button.tsx';
import { Link, projectPath } from '#lib/ui/navigation.tsx';
import { Bytes, Count } from '#lib/ui/numbers.tsx';
import type { Column } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';

/** A project of the list; what goes on in it and what it takes come a moment later. */
export interface ListedProject extends ProjectAnswer {
  /** The one this page stands in. */
  here: boolean;
  activity: ProjectActivity | undefined;
  bytes: number | undefined;
}

/** A new project has its default experiment. */
const isEmpty = ({ slug, activity, bytes }: ListedProject) =>
  slug !== 'default' && activity?.runs === 0 && activity.experiments <= 1 && bytes === 0;

/** The columns of the list; rows are changed through the two functions. */
export function projectColumns(act: {
  edit: (project: ListedProject) => void;
  remove: (project: ListedProject) => void;
}): Column<ListedProject>[] {
  return [
    {
      id: 'name',
      header: () => text.projects.name,
      sort: (row) => row.name.toLowerCase(),
      cell: (row) => (
        <span className="row">
          <Link href={projectPath(row.slug, '/')} className="main-link clip">
            {row.name}
          </Link>
          {row.name === row.slug ? null : <span className="dim mono clip">{row.slug}</span>}
          {row.here ? <Chip tone="accent">{text.projects.here}</Chip> : null}
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
      id: 'experiments',
      header: () => text.experiments.title,
      align: 'right',
      wide: true,
      sort: (row) => row.activity?.experiments,
      cell: ({ activity }) => (activity ? <Count value={activity.experiments} /> : null),
    },
    {
      id: 'runs',
      header: () => text.experiments.runs,
      align: 'right',
      sort: (row) => row.activity?.runs,
      cell: ({ activity }) => (activity ? <Count value={activity.runs} /> : null),
    },
    {
      id: 'bytes',
      header: () => text.projects.storage,
      align: 'right',
      sort: (row) => row.bytes,
      cell: ({ bytes }) => (bytes === undefined ? null : <Bytes value={bytes} />),
    },
    {
      id: 'last',
      header: () => text.experiments.lastActivity,
      align: 'right',
      sort: (row) => row.activity?.lastRunAt,
      cell: ({ activity }) => (activity ? <TimeAgo time={activity.lastRunAt} /> : null),
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
          <IconButton icon={Pencil} size={13} label={text.projects.rename(row.name)} onClick={() => act.edit(row)} />
          {isEmpty(row) && !row.here ? (
            <IconButton
              icon={Trash2}
              size={13}
              label={text.projects.remove(row.name)}
              onClick={() => act.remove(row)}
            />
          ) : null}
        </span>
      ),
    },
  ];
}
