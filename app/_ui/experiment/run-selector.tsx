'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { Eye, EyeOff } from 'lucide-react';
import { type MouseEvent, useMemo, useRef, useState } from 'react';
import type { RunAnswer } from '#lib/runs/schema.ts';
import type { RunColor } from '#lib/ui/chart/palette.ts';
import { Sparkline } from '#lib/ui/chart/sparkline.tsx';
import { classNames } from '#lib/ui/class-names.ts';
import { formatNumber } from '#lib/ui/format.ts';
import { useShortcut } from '#lib/ui/keys/keys.tsx';
import { Link, useNavigation } from '#lib/ui/navigation.tsx';
import { Num } from '#lib/ui/numbers.tsx';
import { text } from '#lib/ui/text/text.ts';
import { TimeAgo } from '#lib/ui/time-ago.tsx';
import { bestValue, type MetricDirection } from '../metrics/best-value.ts';
import { useSparks } from '../metrics/use-sparks.ts';
import { RunStatusIcon } from '../run/run-status-icon.tsx';
import { idTail, isVisible, type RunSet, selectRange, toggleSelected, toggleSolo, toggleVisible } from './run-set.ts';

const rowHeight = 46;

export interface RunSelectorProps {
  runs: readonly RunAnswer[];
  set: RunSet;
  onChange: (set: RunSet) => void;
  colors: Map<string, RunColor>;
  /** The metric each row shows, and which way is better. */
  metric: { key: string; direction: MetricDirection } | undefined;
  highlight: string | undefined;
  onHighlight: (id: string | undefined) => void;
}

/** The runs of an experiment in a narrow list: eye, colour, state, name, curve, best value, age. */
export function RunSelector({ runs, set, onChange, colors, metric, highlight, onHighlight }: RunSelectorProps) {
  const navigation = useNavigation();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1);
  const virtualizer = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => runs[index]?.id ?? index,
    initialRect: { width: 300, height: 800 },
  });
  // In the order of their ids: another sort asks for nothing.
  const measured = useMemo(
    () => runs.flatMap((run) => (metric && run.metrics[metric.key] ? [run.id] : [])).sort(),
    [runs, metric],
  );
  const sparks = useSparks(measured, metric?.key);
  const current = runs[at];
  const step = (by: number) => {
    const next = Math.min(runs.length - 1, Math.max(0, at + by));
    setAt(next);
    onHighlight(runs[next]?.id);
    virtualizer.scrollToIndex(next, { align: 'auto' });
  };
  useShortcut('j', text.keys.nextRow, () => step(1));
  useShortcut('k', text.keys.previousRow, () => step(-1));
  useShortcut(current ? 'h' : undefined, text.runs.keyHide, () => current && onChange(toggleVisible(set, current.id)));
  useShortcut(current ? 's' : undefined, text.runs.keySolo, () => current && onChange(toggleSolo(set, current.id)));
  useShortcut(
    current ? 'x' : undefined,
    text.runs.keySelect,
    () => current && onChange(toggleSelected(set, current.id)),
  );
  useShortcut(current ? 'enter' : undefined, text.keys.openRow, (event) => {
    if (event.target instanceof HTMLElement && event.target.matches('a, button, input')) return event.target.click();
    if (current) navigation.go(navigation.href(`/runs/${current.id}`));
  });
  return (
    <div className="run-list" ref={scroller} onPointerLeave={() => onHighlight(undefined)}>
      <ul aria-label={text.runs.listLabel} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const run = runs[item.index];
          if (!run) return null;
          return (
            <li
              key={run.id}
              className={classNames(
                'run-row',
                item.index === at && 'at',
                highlight === run.id && 'hot',
                !isVisible(set, run.id) && 'hidden-run',
              )}
              style={{ transform: `translateY(${item.start}px)`, height: rowHeight }}
              onPointerEnter={() => onHighlight(run.id)}
            >
              <RunRow
                run={run}
                ids={runs}
                set={set}
                onChange={onChange}
                color={colors.get(run.id)}
                metric={metric}
                spark={sparks.get(run.id)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function RunRow({
  run,
  ids,
  set,
  onChange,
  color,
  metric,
  spark,
}: Pick<RunSelectorProps, 'set' | 'onChange' | 'metric'> & {
  run: RunAnswer;
  ids: readonly RunAnswer[];
  color: RunColor | undefined;
  spark: ArrayLike<number> | undefined;
}) {
  const visible = isVisible(set, run.id);
  const label = visible ? text.runs.hide(run.name) : text.runs.show(run.name);
  const selected = set.selected.includes(idTail(run.id));
  const onEye = (event: MouseEvent) => onChange(event.altKey ? toggleSolo(set, run.id) : toggleVisible(set, run.id));
  const onCheck = (event: MouseEvent) =>
    onChange(
      event.shiftKey
        ? selectRange(
            set,
            ids.map((each) => each.id),
            run.id,
          )
        : toggleSelected(set, run.id),
    );
  return (
    <>
      <button
        type="button"
        className="run-eye"
        aria-label={label}
        aria-pressed={visible}
        title={`${label}. ${text.runs.eyeHint}`}
        onClick={onEye}
      >
        {visible ? <Eye size={14} aria-hidden /> : <EyeOff size={14} aria-hidden />}
      </button>
      <span className="dot" style={{ background: color?.css }} />
      <Link to={`/runs/${run.id}`} className="run-name clip" title={run.name}>
        {run.name}
      </Link>
      <input
        type="checkbox"
        className="run-check"
        checked={selected}
        aria-label={text.runs.select(run.name)}
        onClick={onCheck}
        readOnly
      />
      <span className="run-state">
        <RunStatusIcon run={run} />
      </span>
      <span className="run-facts clip small mut">
        {metric ? <MetricText run={run} metric={metric} /> : null}
        <TimeAgo time={run.createdAt} />
      </span>
      <span className="run-spark">
        {spark && spark.length > 1 ? <Sparkline values={spark} color={color?.css} width={78} height={28} /> : null}
      </span>
    </>
  );
}

function MetricText({ run, metric }: { run: RunAnswer; metric: { key: string; direction: MetricDirection } }) {
  const series = run.metrics[metric.key];
  if (!series) return null;
  const value = bestValue(series, metric.direction);
  return (
    <>
      <span title={`${metric.key} ${formatNumber(value)}`}>
        <Num value={value} />
      </span>
      {' · '}
    </>
  );
}
