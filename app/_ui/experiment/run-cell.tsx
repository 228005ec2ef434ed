import { type Column, parseColumn } from '#lib/runs/table/column.ts';
import type { Cell, RunRow } from '#lib/runs/table/schema.ts';
import { Delta, Duration, Num } from '#lib/ui/numbers.tsx';
import { Elapsed, TimeAgo } from '#lib/ui/time-ago.tsx';
import { arrow, type MetricDirection } from '../metrics/best-value.ts';
import { RunStatusIcon } from '../run/run-status-icon.tsx';

const times: ReadonlySet<string> = new Set(['created', 'started', 'ended']);

/** Whether the values of a column are aligned as numbers. */
export function isNumeric(column: Column): boolean {
  return (
    column.entity === 'metric' ||
    (column.entity === 'attribute' && (column.key === 'duration' || times.has(column.key)))
  );
}

/** The number of a cell; undefined for anything else. */
export function numberIn(cell: Cell | undefined): number | undefined {
  if (typeof cell === 'number') return cell;
  return cell === 'NaN' || cell === 'Infinity' || cell === '-Infinity' ? Number(cell) : undefined;
}

/** One cell of the runs table, by what its column is. */
export function RunCell({
  name,
  row,
  cell,
  base,
  direction,
}: {
  name: string;
  row: RunRow;
  cell: Cell | undefined;
  /** What the run has that the others are compared with. */
  base?: Cell | undefined;
  direction: MetricDirection;
}) {
  const column = parseColumn(name);
  if (!column || cell === undefined) return null;
  if (column.entity === 'attribute') {
    if (column.key === 'status') return <RunStatusIcon run={row} withWord />;
    if (times.has(column.key)) return <TimeAgo time={typeof cell === 'string' ? cell : null} />;
    if (column.key === 'duration') {
      if (!row.endedAt && row.status === 'running') return <Elapsed since={row.startedAt} />;
      return <Duration ms={typeof cell === 'number' ? cell * 1_000 : null} />;
    }
  }
  if (column.entity === 'metric') {
    const [value, against] = [numberIn(cell), numberIn(base)];
    return (
      <>
        {value !== undefined && against !== undefined ? (
          <Delta value={value - against} direction={arrow(direction)} />
        ) : null}
        <Num value={value} />
      </>
    );
  }
  const words = wordsOf(cell);
  return (
    <span className={column.entity === 'attribute' ? undefined : 'mono'} title={words}>
      {words}
    </span>
  );
}

function wordsOf(cell: Cell): string {
  if (cell === null) return '';
  if (Array.isArray(cell)) return cell.join(', ');
  return typeof cell === 'object' ? `${cell.text}…` : String(cell);
}
