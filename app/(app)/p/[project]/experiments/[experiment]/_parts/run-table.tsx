'use client';

import { type ReactNode, useMemo } from 'react';
import { idTail, type RunSet, toggleSelected } from '#app/_ui/experiment/run-set.ts';
import { arrow, bestValue, type MetricDirection } from '#app/_ui/metrics/best-value.ts';
import { RunStatusIcon } from '#app/_ui/run/run-status-icon.tsx';
import { tookMs } from '#app/_ui/run/status-of.ts';
import type { RunAnswer } from '#lib/runs/schema.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Duration, Num } from '#lib/ui/numbers.tsx';
import { type Column, DataTable } from '#lib/ui/table/data-table.tsx';
import { text } from '#lib/ui/text/text.ts';
import { Elapsed, TimeAgo } from '#lib/ui/time-ago.tsx';

/** The same runs as rows: state, times, metrics, parameters. A header sorts, in the address. */
export function RunTable({
  tabs,
  runs,
  keys,
  set,
  onChange,
  colors,
  directionOf,
  onHighlight,
}: {
  tabs: ReactNode;
  runs: RunAnswer[];
  keys: readonly string[];
  set: RunSet;
  onChange: (set: RunSet) => void;
  colors: Map<string, RunColor>;
  directionOf: (key: string) => MetricDirection;
  onHighlight: (id: string | undefined) => void;
}) {
  const params = useMemo(() => paramsByInterest(runs), [runs]);
  const columns = useMemo(
    (): Column<RunAnswer>[] => [
      {
        id: 'select',
        header: <span className="sr-only">{text.runs.select('')}</span>,
        label: text.runs.select(''),
        width: 28,
        cell: (run) => (
          <input
            type="checkbox"
            aria-label={text.runs.select(run.name)}
            checked={set.selected.includes(idTail(run.id))}
            onChange={() => onChange(toggleSelected(set, run.id))}
          />
        ),
      },
      {
        id: 'name',
        header: text.runs.name,
        sort: (run) => run.name,
        cell: (run) => (
          <span className="row">
            <span className="dot" style={{ background: colors.get(run.id)?.css }} />
            <Link to={`/runs/${run.id}`} className="main-link">
              {run.name}
            </Link>
          </span>
        ),
      },
      {
        id: 'status',
        header: text.runs.status,
        sort: (run) => run.status,
        cell: (run) => <RunStatusIcon run={run} withWord />,
      },
      {
        id: 'created',
        header: text.runs.created,
        align: 'right',
        sort: (run) => run.createdAt,
        cell: (run) => <TimeAgo time={run.createdAt} />,
      },
      {
        id: 'duration',
        header: text.runs.duration,
        align: 'right',
        sort: (run) => tookMs(run),
        cell: (run) => (run.endedAt ? <Duration ms={tookMs(run)} /> : <Elapsed since={run.startedAt} />),
      },
      ...keys.map((key): Column<RunAnswer> => {
        const direction = directionOf(key);
        const sign = arrow(direction) === 'up' ? ' ↑' : arrow(direction) === 'down' ? ' ↓' : '';
        const valueIn = (run: RunAnswer) => {
          const figures = run.metrics[key];
          return figures ? bestValue(figures, direction) : undefined;
        };
        return {
          id: `metric:${key}`,
          header: `${key}${sign}`,
          align: 'right',
          sort: (run) => {
            const value = valueIn(run);
            return value === undefined || Number.isNaN(value) ? null : value;
          },
          cell: (run) => <Num value={valueIn(run)} />,
        };
      }),
      ...params.map(
        (key): Column<RunAnswer> => ({
          id: `param:${key}`,
          header: key,
          sort: (run) => numberOrText(run.params[key]),
          cell: (run) => (
            <span className="mono" title={run.params[key]}>
              {run.params[key] ?? ''}
            </span>
          ),
        }),
      ),
    ],
    [keys, params, colors, set, onChange, directionOf],
  );
  const turned = set.sort.startsWith('-');
  return (
    <>
      <div className="run-bar">{tabs}</div>
      <div className="run-scroll flush">
        <DataTable
          label={text.runs.table}
          rows={runs}
          columns={columns}
          rowId={(run) => run.id}
          rowTo={(run) => `/runs/${run.id}`}
          height="100%"
          sort={{ id: turned ? set.sort.slice(1) : set.sort, desc: turned }}
          onSort={(sort) => onChange({ ...set, sort: sort ? `${sort.desc ? '-' : ''}${sort.id}` : '-created' })}
          selected={(run) => set.selected.includes(idTail(run.id))}
          onRowHover={(run) => onHighlight(run?.id)}
          empty={text.runs.noMatch}
        />
      </div>
    </>
  );
}

const mostParams = 40;

// What differs between the runs is read first.
function paramsByInterest(runs: readonly RunAnswer[]): string[] {
  const values = new Map<string, Set<string>>();
  for (const run of runs)
    for (const [key, value] of Object.entries(run.params)) values.set(key, (values.get(key) ?? new Set()).add(value));
  return [...values.entries()]
    .sort((a, b) => Number(b[1].size > 1) - Number(a[1].size > 1) || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostParams)
    .map(([key]) => key);
}

function numberOrText(value: string | undefined): string | number | null {
  if (value === undefined || value === '') return null;
  return Number.isNaN(Number(value)) ? value : Number(value);
}
