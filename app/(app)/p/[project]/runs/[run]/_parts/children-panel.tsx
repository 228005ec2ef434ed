'use client';

import { useMemo } from 'react';
import { bestValue, usualDirection } from '#app/_ui/metrics/best-value.ts';
import type { RunDetail } from '#lib/runs/schema.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Num } from '#lib/ui/numbers.tsx';
import { Panel } from '#lib/ui/panel.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { Elapsed } from '#lib/ui/time-ago.tsx';

type Child = RunDetail['children']['items'][number];

/** The runs that are part of this one, with the metric and the params that tell them apart. */
export function ChildrenPanel({ run }: { run: Pick<RunDetail, 'children'> }) {
  const { total, items, metric, params } = run.children;
  const key = metric?.key;
  const direction = metric ? (metric.direction ?? usualDirection(metric.key)) : null;
  const columns = useMemo(
    (): Column<Child>[] => [
      {
        id: 'name',
        header: text.runPage.child,
        sort: (child) => child.name,
        cell: (child) => (
          <span className="row child-name">
            <StatusBadge status={child.status} iconOnly />
            <Link to={`/runs/${child.id}`} className="link clip" title={child.name}>
              {child.name}
            </Link>
          </span>
        ),
      },
      ...(key === undefined
        ? []
        : [
            {
              id: 'metric',
              header: <span title={key}>{key}</span>,
              label: key,
              align: 'right' as const,
              sort: ({ figures }: Child) => (figures ? bestValue(figures, direction) : null),
              cell: ({ figures }: Child) => <Num value={figures && bestValue(figures, direction)} />,
            },
          ]),
      ...params.map(
        (name): Column<Child> => ({
          id: `param:${name}`,
          header: <span title={name}>{name}</span>,
          label: name,
          sort: sortOf(items, name),
          cell: (child) => (
            <span className="mono clip child-param" title={child.params[name]}>
              {child.params[name] ?? <span className="dim">–</span>}
            </span>
          ),
        }),
      ),
      {
        id: 'took',
        header: text.runs.duration,
        align: 'right',
        cell: (child) => (
          <span className="mut">
            <Elapsed since={child.startedAt} until={child.status === 'running' ? null : child.endedAt} />
          </span>
        ),
      },
    ],
    [key, direction, params, items],
  );
  if (total === 0) return null;
  return (
    <Panel
      flush
      title={text.runPage.children}
      hint={total > items.length ? text.runPage.childrenShown(items.length, total) : total}
    >
      <DataTable
        label={text.runPage.children}
        rows={items}
        columns={columns}
        rowId={(child) => child.id}
        rowTo={(child) => `/runs/${child.id}`}
        height={420}
      />
    </Panel>
  );
}

/** By numbers where all have one, by letters otherwise. */
function sortOf(items: readonly Child[], name: string): (child: Child) => string | number | null {
  const isNumber = (text: string | undefined) =>
    text === undefined || (text.trim() !== '' && !Number.isNaN(Number(text)));
  const numbers = items.every(({ params }) => isNumber(params[name]));
  return ({ params: { [name]: value } }) => (value === undefined ? null : numbers ? Number(value) : value);
}
