'use client';

import { memo, useEffect, useMemo, useRef } from 'react';
import type { RunRow } from '#lib/runs/table/schema.ts';
import type { TreeRow } from '#lib/runs/tree/schema.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';
import { Sparkline } from '#lib/ui/chart/sparkline.tsx';
import { classNames } from '#lib/ui/class-names.ts';
import { formatNumber } from '#lib/ui/format.ts';
import { Link } from '#lib/ui/navigation.tsx';
import { Num } from '#lib/ui/numbers.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { useLate } from '#lib/ui/use-late.ts';
import { useSparks } from '../metrics/use-sparks.ts';
import { RunStatusIcon } from '../run/run-status-icon.tsx';
import { colorOf } from './color/color-of.ts';
import { RunDot } from './color/run-dot.tsx';
import { EyeButton } from './eye-button.tsx';
import { useGridKeys } from './grid/use-grid-keys.ts';
import { PinButton } from './pins/pin-button.tsx';
import { lineKey, useRunLines } from './pins/use-run-lines.ts';
import { numberIn } from './run-cell.tsx';
import { isVisible, type RowSet, type RunSet } from './run-set.ts';
import { SelectorGroup } from './selector-group.tsx';
import { shortName } from './short-name.ts';
import { indentOf, type TreeLine } from './tree/tree-lines.ts';
import { BelowCount, TreeToggle } from './tree/tree-toggle.tsx';
import { usePick } from './use-pick.ts';
import { useRowSet } from './use-row-set.ts';
import type { RunRows } from './use-run-rows.ts';

const rowHeight = 48;

export interface RunSelectorProps {
  rows: RunRows;
  set: RunSet;
  onChange: (set: RunSet) => void;
  colors: Map<string, RunColor>;
  /** The metric each row shows, and the name of the column that holds its value. */
  metric: { key: string; column: string } | undefined;
  highlight: string | undefined;
  onHighlight: (id: string | undefined) => void;
}

/** The runs of an experiment in a narrow list: eye, colour, state, name, curve, best value, age. */
export function RunSelector({ rows, set, onChange, colors, metric, highlight, onHighlight }: RunSelectorProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { lines, top, stuck, rest, from, to } = useRunLines({
    rows,
    scroller,
    height: rowHeight,
    overscan: 8,
    width: 300,
  });
  const { show } = rows;
  useEffect(() => show('list', { from, to }), [show, from, to]);
  useEffect(() => () => show('list', undefined), [show]);
  // Page by page and in the order of their ids, so that neither scrolling nor another order asks again.
  const pages = JSON.stringify(rows.pagesOf(from, to).map((page) => page.map((run) => run.id).sort()));
  const measured = useMemo(() => (JSON.parse(pages) as string[][]).flat(), [pages]);
  const sparks = useSparks(measured, metric?.key);
  const value = metric ? rows.columns.indexOf(metric.column) : -1;
  const onPick = usePick({ rows, set, onChange });
  const [rowSet, onRowChange] = useRowSet(set, onChange);
  const dimmed = useLate(rows.stale);
  // Beside the table these keys walk through the table.
  const at = useGridKeys({ rows, set, onChange, onHighlight, lines, on: set.tab !== 'table' });
  return (
    <div
      className={classNames('run-list', dimmed && 'stale')}
      ref={scroller}
      style={{ scrollPaddingTop: stuck * rowHeight }}
      onPointerLeave={() => onHighlight(undefined)}
    >
      <ul aria-label={text.runs.listLabel} style={{ height: lines.getTotalSize() }}>
        {[...top, ...rest].map((item) => {
          const run = rows.rowAt(item.index);
          const group = rows.groups?.at(item.index);
          const id = (run ?? group)?.id;
          if (id === undefined) return null;
          const onTop = item.index < stuck;
          const line = rows.tree?.at(item.index);
          return (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: items of a list have levels, as ARIA has it
            <li
              key={lineKey(item.index, rows.pinned ?? 0)}
              className={classNames(
                'run-row',
                line?.row?.matches === false && 'above',
                item.index === at && 'at',
                highlight === id && 'hot',
                rows.groups && run && !onTop ? 'member' : !isVisible(set, id) && 'hidden-run',
                onTop && 'on-top',
              )}
              style={{
                height: rowHeight,
                ...(onTop ? { top: item.start } : { transform: `translateY(${item.start}px)` }),
              }}
              aria-level={line && line.depth + 1}
              aria-setsize={line?.beside}
              aria-posinset={line && line.place + 1}
              onPointerEnter={() => onHighlight(id)}
            >
              {group ? (
                <SelectorGroup
                  shown={group}
                  set={rowSet}
                  onChange={onRowChange}
                  color={colors.get(group.id)?.css}
                  metric={metric}
                />
              ) : null}
              {run ? (
                <SelectorRow
                  run={run}
                  line={line}
                  onToggle={rows.tree?.toggle}
                  index={item.index}
                  onPick={onPick}
                  set={rowSet}
                  onChange={onRowChange}
                  color={colors.get(rows.groups?.around(item.index)?.id ?? '')?.css ?? colorOf(run, colors)}
                  value={numberIn(run.cells[value])}
                  metric={metric?.key}
                  spark={sparks.get(run.id)}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const SelectorRow = memo(function SelectorRow({
  run,
  line,
  onToggle,
  index,
  onPick,
  set,
  onChange,
  color,
  value,
  metric,
  spark,
}: {
  run: RunRow;
  /** Where it stands in a tree. */
  line: TreeLine | undefined;
  onToggle: ((row: TreeRow) => void) | undefined;
  index: number;
  /** With shift from the one picked before on. */
  onPick: (index: number, id: string, shift: boolean) => void;
  set: RowSet;
  onChange: (set: RowSet) => void;
  color: string | undefined;
  value: number | undefined;
  metric: string | undefined;
  spark: ArrayLike<number> | undefined;
}) {
  const name = shortName(run.name);
  const selected = set.selected.includes(run.id);
  return (
    <>
      {set.group.length > 0 || line?.row?.matches === false ? (
        <span />
      ) : (
        <EyeButton id={run.id} name={name} set={set} onChange={onChange} />
      )}
      {set.group.length > 0 ? (
        <span className="dot" style={{ background: color }} />
      ) : (
        <RunDot id={run.id} name={name} color={color} chosen={run.color} />
      )}
      <span className="run-title" style={line && { paddingInlineStart: indentOf(line) }}>
        {line && onToggle ? <TreeToggle line={line} onToggle={onToggle} /> : null}
        <Link
          to={`/runs/${run.id}`}
          className="run-name clip"
          title={line?.row?.matches === false ? text.tree.above : name}
        >
          <bdi>{name}</bdi>
        </Link>
        {line ? <BelowCount line={line} /> : null}
        <PinButton id={run.id} name={name} set={set} onChange={onChange} className="run-pin" />
      </span>
      <input
        type="checkbox"
        className="run-check"
        checked={selected}
        aria-label={text.runs.select(name)}
        title={`${text.runs.select(name)} (x)`}
        onClick={(event) => onPick(index, run.id, event.shiftKey)}
        readOnly
      />
      <span className="run-state">
        <RunStatusIcon run={run} />
      </span>
      <span className="run-facts clip small mut">
        {value === undefined ? null : (
          <>
            <span title={`${metric} ${formatNumber(value)}`}>
              <Num value={value} />
            </span>
            {' · '}
          </>
        )}
        <TimeAgo time={run.startedAt ?? run.createdAt} />
      </span>
      <span className="run-spark">
        {spark && spark.length > 0 ? <Sparkline values={spark} color={color} width={78} height={28} /> : null}
      </span>
    </>
  );
});
