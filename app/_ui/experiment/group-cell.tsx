import { ChevronDown, ChevronRight } from 'lucide-react';
import type { RunStatus } from '#lib/runs/schema.ts';
import { parseColumn } from '#lib/runs/table/column.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { formatCount, formatExact, formatNumber } from '#lib/ui/format.ts';
import { Delta, Num } from '#lib/ui/numbers.tsx';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';
import { arrow, type MetricDirection } from '../metrics/best-value.ts';
import { readNumber } from '../metrics/read-number.ts';
import { statusWord } from '../run/status-of.ts';
import './group-cell.css';
import { groupKey, groupValue, meanAndSpread, mostGroupMetrics, type ShownGroup } from './run-groups.ts';

/** Opens a group to its runs, and shuts it. */
export function GroupToggle({ shown, onToggle }: { shown: ShownGroup; onToggle: (id: string) => void }) {
  const { id, name, open, group } = shown;
  const Icon = open ? ChevronDown : ChevronRight;
  const label = open ? text.groups.close(name) : text.groups.open(name);
  return (
    <button
      type="button"
      className="group-toggle"
      aria-expanded={open}
      aria-label={label}
      title={group.filter === null ? text.groups.cannotOpen : label}
      disabled={group.filter === null}
      onClick={() => onToggle(id)}
    >
      <Icon size={14} aria-hidden />
    </button>
  );
}

/** What the runs of a group share, in the order in which they were grouped. */
export function GroupValues({ by, shown }: { by: readonly string[]; shown: ShownGroup }) {
  return by.map((name, index) => {
    const value = shown.group.values[index] ?? null;
    return (
      <Chip key={name} title={groupValue(name, value)}>
        <span className={value ? 'clip' : 'clip dim'}>{wordOf(name, value)}</span>
      </Chip>
    );
  });
}

function wordOf(name: string, value: string | null): string {
  if (value === null) return text.groups.missing(groupKey(name));
  if (value === '') return text.groups.empty;
  return name === 'status' ? statusWord(value) : value;
}

/** How many runs of a group are in each state. */
export function GroupStatuses({ shown }: { shown: ShownGroup }) {
  return (
    <span className="group-statuses">
      {Object.entries(shown.group.statuses).map(([status, count]) => (
        <span key={status} className="row" title={text.groups.statuses(count, statusWord(status))}>
          <StatusBadge status={status as RunStatus} iconOnly />
          <span className="num small">{formatCount(count)}</span>
        </span>
      ))}
    </span>
  );
}

/** Mean ± standard deviation of the runs of a group, the least and the greatest on hover. */
export function GroupFigure({
  shown,
  column,
  base,
  direction,
}: {
  shown: ShownGroup;
  column: string;
  /** What the mean is compared with. */
  base?: number | undefined;
  direction: MetricDirection;
}) {
  const figures = shown.figures.get(column);
  const value = meanAndSpread(figures);
  if (!figures)
    return (
      <span className="dim" title={text.groups.firstMetrics(mostGroupMetrics)}>
        –
      </span>
    );
  if (!value) return <Num value={undefined} />;
  const [min, max] = [figures.min, figures.max].map((each) => (each === null ? '–' : formatExact(readNumber(each))));
  const title = [
    text.groups.spread(formatExact(value.mean), value.sd === undefined ? '–' : formatExact(value.sd)),
    text.groups.figures(figures.count, min ?? '–', max ?? '–'),
    ...(figures.nanCount > 0 ? [text.groups.nan(figures.nanCount)] : []),
  ].join('\n');
  return (
    <>
      {base === undefined ? null : <Delta value={value.mean - base} direction={arrow(direction)} />}
      <span className="num" title={title}>
        {formatNumber(value.mean)}
        {value.sd === undefined ? null : <span className="dim"> ± {formatNumber(value.sd, 2)}</span>}
      </span>
    </>
  );
}

/** One cell of a table for a group, by what its column is; empty for what its runs need not share. */
export function GroupCell({
  name,
  shown,
  by,
  base,
  direction,
}: {
  name: string;
  shown: ShownGroup;
  by: readonly string[];
  base?: number | undefined;
  direction: MetricDirection;
}) {
  const column = parseColumn(name);
  if (name === 'status') return <GroupStatuses shown={shown} />;
  if (column?.entity === 'metric') return <GroupFigure shown={shown} column={name} base={base} direction={direction} />;
  const value = shown.group.values[by.indexOf(name)];
  return value === undefined || value === null ? null : <span className="mono">{value}</span>;
}
