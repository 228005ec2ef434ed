'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import type { SpanAnswer } from '#lib/traces/answer-schema.ts';
import { classNames } from '#lib/ui/class-names.ts';
import { formatDuration } from '#lib/ui/format.ts';
import { StatusBadge } from '#lib/ui/status-badge.tsx';
import { text } from '#lib/ui/text/text.ts';
import { barOf, spanRows, wholeMs } from './span-rows.ts';

/** Deeper steps are indented no further. */
const mostIndents = 12;

/** The steps of a trace as a tree, each with a bar where it lies in time. Arrows move, left and right fold. */
export function SpanTree({
  spans,
  chosen,
  onChoose,
}: {
  spans: readonly SpanAnswer[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  const base = useId();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => spanRows(spans, folded), [spans, folded]);
  const whole = useMemo(() => wholeMs(spans), [spans]);
  const at = rows.findIndex((row) => row.span.id === chosen);
  const fold = (id: string, on: boolean) => {
    const next = new Set(folded);
    if (on) next.add(id);
    else next.delete(id);
    setFolded(next);
  };
  const choose = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (!row) return;
    onChoose(row.span.id);
    document.getElementById(`${base}-${row.span.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKey = (event: KeyboardEvent) => {
    const row = rows[at];
    if (event.key === 'ArrowDown') choose(at + 1);
    else if (event.key === 'ArrowUp') choose(at - 1);
    else if (event.key === 'Home') choose(0);
    else if (event.key === 'End') choose(rows.length - 1);
    else if (row && event.key === 'ArrowLeft') {
      if (row.children > 0 && !folded.has(row.span.id)) fold(row.span.id, true);
      else choose(rows.findIndex((one) => one.span.id === row.span.parentId));
    } else if (row && event.key === 'ArrowRight') {
      if (folded.has(row.span.id)) fold(row.span.id, false);
      else if (row.children > 0) choose(at + 1);
    } else return;
    event.preventDefault();
  };
  return (
    <div
      className="span-tree"
      role="tree"
      tabIndex={0}
      aria-label={text.traces.one.spanTree}
      aria-activedescendant={chosen === undefined ? undefined : `${base}-${chosen}`}
      onKeyDown={onKey}
    >
      {rows.map(({ span, depth, children }) => {
        const bar = barOf(span, whole);
        const open = !folded.has(span.id);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the tree, which keeps the focus
          <div
            key={span.id}
            id={`${base}-${span.id}`}
            role="treeitem"
            tabIndex={-1}
            aria-level={depth + 1}
            aria-selected={span.id === chosen}
            aria-expanded={children > 0 ? open : undefined}
            className={classNames('span-row', span.id === chosen && 'at')}
            onClick={() => onChoose(span.id)}
          >
            <span className="span-name" style={{ paddingLeft: 14 * Math.min(depth, mostIndents) }}>
              {children > 0 ? (
                <button
                  type="button"
                  className="span-fold"
                  tabIndex={-1}
                  // For the pointer: by keyboard the line itself is folded, and says whether it is.
                  aria-hidden
                  title={open ? text.traces.one.fold(span.name) : text.traces.one.unfold(span.name)}
                  onClick={(event) => {
                    event.stopPropagation();
                    fold(span.id, open);
                  }}
                >
                  {open ? <ChevronDown size={13} aria-hidden /> : <ChevronRight size={13} aria-hidden />}
                </button>
              ) : (
                <span className="span-fold" />
              )}
              {span.status === 'ERROR' ? <StatusBadge status="failed" iconOnly /> : null}
              <span className="clip">{span.name}</span>
              {span.type === '' ? null : <span className="dim small span-type">{span.type}</span>}
            </span>
            <span className="span-bar" aria-hidden="true">
              <i
                className={span.status === 'ERROR' ? 'bad' : undefined}
                style={{ left: `${100 * bar.left}%`, width: `${100 * bar.width}%` }}
              />
            </span>
            <span className="num small r span-took">
              {span.durationMs === null ? '…' : formatDuration(span.durationMs)}
            </span>
          </div>
        );
      })}
    </div>
  );
}
